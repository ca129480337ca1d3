/**
 * Give way to what threads and the system have to say before work goes on here: what they finished is passed on, so
 * that they are busy while we are.
 */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

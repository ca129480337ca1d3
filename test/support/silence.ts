/** Recordings of nothing, made here, so that they are nobody's. */

/** A frame of MPEG 1, layer III, at 32 kbit/s and 44,100 Hz, mono, all of whose facts are nought: silence. */
const frame = Buffer.alloc(104)
frame.writeUInt32BE(0xff_fb_10_c4)

/** Make an MP3 of about so many seconds. */
export const silence = (seconds: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.round((seconds * 44_100) / 1152) }, () => frame))

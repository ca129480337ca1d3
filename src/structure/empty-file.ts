import { VFile } from 'vfile'

/** A file that stands for text which the book makes itself; messages about it are about the book. */
export const emptyFile = (name: string): VFile => new VFile({ path: name, value: '' })

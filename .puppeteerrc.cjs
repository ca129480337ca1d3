// `npm install` must succeed where the browser's download is impossible; scripts/setup.mjs finds or gets one.
module.exports = { skipDownload: true }

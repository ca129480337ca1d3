// Read by Puppeteer when it is installed here: no download, which would fail without a network.
// scripts/setup.mjs finds a browser, or gets one.
module.exports = { skipDownload: true }

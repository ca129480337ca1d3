// Stands for node-fetch 2 in the bundle: epub-gen-memory loads it to fetch what we never ask it for. It takes 50 ms to load, and
// asks for Node's own punycode, of which Node 21 and newer complain to the author.
export default globalThis.fetch

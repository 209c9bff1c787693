#!/usr/bin/env node
// Node's jose behind the line protocol: encryption only.
'use strict';
const jose = require('jose');

async function encrypt(line) {
    const asked = JSON.parse(line);
    const header = { alg: asked.alg, enc: asked.enc };
    if (asked.zip) header.zip = 'DEF';
    const { d, p, q, dp, dq, qi, ...open } = asked.jwk;
    const key = await jose.importJWK(open, asked.alg === 'dir' ? asked.enc : asked.alg);
    const token = await new jose.CompactEncrypt(new TextEncoder().encode(asked.plain)).setProtectedHeader(header).encrypt(key);
    return { id: asked.id, token };
}

async function main() {
    if (process.argv[2] !== 'encrypt') {
        console.error('usage: PEER encrypt');
        process.exit(2);
    }
    for await (const line of require('readline').createInterface({ input: process.stdin }))
        console.log(JSON.stringify(await encrypt(line)));
}

main();

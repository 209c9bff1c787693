#!/usr/bin/env node
// Node's jsonwebtoken behind the line protocol.
'use strict';
const crypto = require('crypto');
const readline = require('readline');
const jwt = require('jsonwebtoken');

const mode = process.argv[2];
if (mode !== 'sign' && mode !== 'verify') {
    console.error('usage: PEER sign|verify');
    process.exit(2);
}

function keyOf(jwk, createKey) {
    return jwk.kty === 'oct' ? Buffer.from(jwk.k, 'base64url') : createKey({ key: jwk, format: 'jwk' });
}

function sign(test) {
    const options = { algorithm: test.alg };
    if (test.kid !== undefined)
        options.keyid = test.kid;
    return jwt.sign(test.claims, keyOf(test.jwk, crypto.createPrivateKey), options);
}

function verify(test) {
    let jwk = test.jwk;
    if (test.jwks) {
        const kid = jwt.decode(test.token, { complete: true }).header.kid;
        jwk = test.jwks.keys.find((key) => key.kid === kid);
    }
    jwt.verify(test.token, keyOf(jwk, crypto.createPublicKey), { algorithms: [test.alg] });
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
    const test = JSON.parse(line);
    const answer = { id: test.id };
    if (mode === 'sign') {
        answer.token = sign(test);
    } else {
        try {
            verify(test);
            answer.verified = true;
        } catch (refusal) {
            answer.verified = false;
            answer.reason = `${refusal.name}: ${refusal.message}`;
        }
    }
    console.log(JSON.stringify(answer));
});

// Unmodified clients of npm against `gatehouse serve`: openid-client and oauth4webapi log people in, machines ask for
// tokens, express-oauth2-jwt-bearer and jose check them. On http and https and on all three hosts.
//
//   node clients.mjs GATEHOUSE
import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { domainToASCII } from 'node:url'

import express from 'express'
import { auth } from 'express-oauth2-jwt-bearer'
import * as jose from 'jose'
import * as oauth from 'oauth4webapi'
import * as oidc from 'openid-client'

import { Browser } from './browser.mjs'
import { apis, callback, gatehouse, loggedOut, person, withTenant } from './tenant.mjs'

await withTenant(process.argv[2], async (tenant) => {
  // Some versions of Node compare no IPv6 address with a certificate: to them each is a name that cannot be.
  const hasAddresses = domainToASCII('::1') !== ''
  for (const origin of tenant.origins.filter((origin) => hasAddresses || !origin.startsWith('https://['))) {
    await tryOrigin(origin, tenant.clients)
    // Consent is asked on each origin anew.
    for (const consent of await gatehouse(tenant, 'consent', 'list')) await gatehouse(tenant, 'consent', 'revoke', consent.id)
  }
})

async function tryOrigin(origin, clients) {
  const issuer = new URL(origin + '/')
  const key = await jose.importJWK({ ...clients.assertion.key, alg: 'ES256' }, 'ES256')
  const tokens = []
  for (const algorithm of ['oidc', 'oauth2']) {
    for (const [what, client, authentication] of [
      ['post', clients.secret, oidc.ClientSecretPost(clients.secret.secret)],
      ['Basic', clients.secret, oidc.ClientSecretBasic(clients.secret.secret)],
      ['private_key_jwt', clients.assertion, oidc.PrivateKeyJwt(key)],
      ['none', clients.public, oidc.None()],
    ]) {
      const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
      const config = await oidc.discovery(issuer, client.id, undefined, authentication, { algorithm, execute })
      if (what !== 'none') {
        for (const api of Object.values(apis)) {
          const answer = await oidc.clientCredentialsGrant(config, { audience: api })
          assert.equal(answer.scope, 'read:orders', `${what}: client credentials`)
          tokens.push([api, answer.access_token])
        }
        const byResource = await oidc.clientCredentialsGrant(config, { resource: apis.access_token })
        assert.equal(jose.decodeJwt(byResource.access_token).aud, apis.access_token)
      }
      if (algorithm === 'oidc') tokens.push(...(await logInWithOpenidClient(config, what, client)))
    }
  }
  for (const [what, client, authentication] of [
    ['post', clients.secret, oauth.ClientSecretPost(clients.secret.secret)],
    ['private_key_jwt', clients.assertion, oauth.PrivateKeyJwt(key)],
    ['none', clients.public, oauth.None()],
  ])
    await logInWithOauth4webapi(issuer, what, { client_id: client.id }, authentication)
  await checkTokens(issuer, tokens)
  console.log(`${origin}: ${tokens.length} access tokens of openid-client, checked by jose, oauth4webapi and express-oauth2-jwt-bearer`)
}

async function logInWithOpenidClient(config, what, client) {
  const browser = new Browser(new URL(config.serverMetadata().issuer).origin)
  const tokens = []
  for (const api of Object.values(apis)) {
    const verifier = oidc.randomPKCECodeVerifier()
    const nonce = oidc.randomNonce()
    const state = oidc.randomState()
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid email read:orders offline_access',
      audience: api,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      state,
    })
    const back = await browser.authorize(address, person)
    const answer = await oidc.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    tokens.push([api, answer.access_token])
    const { sub } = answer.claims()
    assert.equal((await oidc.fetchUserInfo(config, answer.access_token, sub)).email, person.email)

    // Another verifier, and the code once more: refused as the RFCs say, and the family of the code ends with it.
    await assert.rejects(
      oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state }),
      { error: 'invalid_grant' },
    )
    await assert.rejects(oidc.refreshTokenGrant(config, answer.refresh_token), { error: 'invalid_grant' })
  }
  // A login of its own for the refresh tokens; the person is logged in and is not asked again.
  const verifier = oidc.randomPKCECodeVerifier()
  const silent = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid read:orders offline_access',
    audience: apis.access_token,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    prompt: 'none',
  })
  const first = await oidc.authorizationCodeGrant(config, await browser.authorize(silent, person), { pkceCodeVerifier: verifier })
  const second = await oidc.refreshTokenGrant(config, first.refresh_token)
  tokens.push([apis.access_token, second.access_token])
  if (what === 'none') {
    // Rotated, without a leeway: the old one once more is theft, and the whole family ends.
    assert.notEqual(second.refresh_token, undefined)
    await assert.rejects(oidc.refreshTokenGrant(config, first.refresh_token), { error: 'invalid_grant' })
    await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token), { error: 'invalid_grant' })
  } else {
    await oidc.tokenRevocation(config, first.refresh_token)
    await assert.rejects(oidc.refreshTokenGrant(config, first.refresh_token), { error: 'invalid_grant' })
  }
  const leave = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: loggedOut, id_token_hint: first.id_token })
  assert.equal((await browser.request('GET', leave)).headers.location, loggedOut, `${what}: logout of ${client.id}`)
  await assert.rejects(
    (async () => oidc.authorizationCodeGrant(config, await browser.authorize(silent, person), { pkceCodeVerifier: verifier }))(),
    { error: 'login_required' },
  )
  return tokens
}

async function logInWithOauth4webapi(issuer, what, client, authentication) {
  const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' }
  for (const algorithm of ['oidc', 'oauth2']) {
    const found = await oauth.discoveryRequest(issuer, { algorithm, ...options })
    const server = await oauth.processDiscoveryResponse(issuer, found)
    if (algorithm === 'oauth2') continue
    const verifier = oauth.generateRandomCodeVerifier()
    const nonce = oauth.generateRandomNonce()
    const address = new URL(server.authorization_endpoint)
    address.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid read:orders offline_access',
      audience: apis.rfc9068_profile,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      max_age: '60',
    }).toString()
    const back = await new Browser(issuer.origin).authorize(address, person)
    const parameters = oauth.validateAuthResponse(server, client, back, oauth.expectNoState)
    const grant = await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, callback, verifier, options)
    const answer = await oauth.processAuthorizationCodeResponse(server, { ...client, require_auth_time: true }, grant, {
      expectedNonce: nonce,
      requireIdToken: true,
      maxAge: 60,
    })
    const { sub } = oauth.getValidatedIdTokenClaims(answer)
    const info = await oauth.userInfoRequest(server, client, answer.access_token, options)
    await oauth.processUserInfoResponse(server, client, sub, info)
    const refresh = await oauth.refreshTokenGrantRequest(server, client, authentication, answer.refresh_token, options)
    const again = await oauth.processRefreshTokenResponse(server, client, refresh)
    const revoke = await oauth.revocationRequest(server, client, authentication, again.refresh_token ?? answer.refresh_token, options)
    await oauth.processRevocationResponse(revoke)
    const call = new Request('https://api.example.com/', { headers: { Authorization: `Bearer ${again.access_token}` } })
    const claims = await oauth.validateJwtAccessToken(server, call, apis.rfc9068_profile, options)
    assert.equal(claims.sub, sub, what)
    assert.equal(claims.client_id, client.client_id, what)
  }
}

/// Each token is good for its API and for no other.
async function checkTokens(issuer, tokens) {
  const address = new URL('.well-known/jwks.json', issuer)
  const keys = jose.createRemoteJWKSet(address)
  for (const key of (await (await fetch(address)).json()).keys) {
    const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'))
    assert.equal(certificate.publicKey.export({ format: 'jwk' }).n, key.n)
    assert.equal(certificate.verify(certificate.publicKey), true)
    assert.equal(createHash('sha1').update(certificate.raw).digest('base64url'), key.x5t)
  }
  for (const [api, token] of tokens) {
    const { payload } = await jose.jwtVerify(token, keys, { issuer: issuer.href, audience: api, algorithms: ['RS256'] })
    assert.equal(payload.scope.split(' ').includes('read:orders'), true)
    const other = Object.values(apis).find((one) => one !== api)
    await assert.rejects(jose.jwtVerify(token, keys, { issuer: issuer.href, audience: other }), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' })
  }
  for (const api of Object.values(apis)) {
    const app = express()
    app.use(auth({ issuerBaseURL: issuer.href, audience: api }))
    app.get('/', (request, response) => response.json(request.auth.payload.aud))
    app.use((error, request, response, next) => response.status(error.status ?? 500).end())
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const call = (token) =>
      fetch(`http://127.0.0.1:${server.address().port}/`, { headers: token ? { Authorization: `Bearer ${token}` } : {} })
    assert.equal((await call()).status, 401)
    for (const [audience, token] of tokens) {
      assert.equal((await call(token)).status, audience === api ? 200 : 401, `express: a token for ${audience} at ${api}`)
      assert.equal((await call(token.slice(0, -8) + 'AAAAAAAA')).status, 401)
    }
    server.close()
  }
}

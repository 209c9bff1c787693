// A person at the server's pages in Chromium: by keyboard alone, light and dark, 320 pixels wide and at 200 %, with names that
// are long and that run from right to left. axe-core has nothing to say of any page, nothing needs to be scrolled sideways,
// and openid-client gets its tokens at the end.
//
//   node pages.mjs GATEHOUSE CHROMIUM [FOLDER FOR PICTURES]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as oidc from 'openid-client'
import puppeteer from 'puppeteer-core'

import { apis, callback, gatehouse, person, withTenant } from './tenant.mjs'

const [, , program, chromiumName, pictures] = process.argv
const chromium = execFileSync('sh', ['-c', 'command -v "$0"', chromiumName], { encoding: 'utf8' }).trim()
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const longName = 'ملف الطلبات والفواتير ' + 'Appointments-and-everything-that-belongs-to-them '.repeat(3).trim()

let looked = 0
await withTenant(program, async (tenant) => {
  await gatehouse(tenant, 'client', 'update', 'Public', '--name', longName)
  await gatehouse(tenant, 'scope', 'add', apis.access_token, 'write:everything', 'Change ' + 'all-of-your-appointments '.repeat(6).trim())
  for (const api of Object.values(apis)) await gatehouse(tenant, 'grant', 'set', longName, api, '--subject', 'user', '--all-scopes')
  await withChromium(tenant, (browser) => lookAtAll(tenant, browser))
  console.log(`${looked} pages looked at`)
})

async function withChromium(tenant, use) {
  // Chromium comes to trust the authority by the line that the window and `serve --export-ca` give for it.
  const home = await mkdtemp(path.join(tmpdir(), 'gatehouse-home-'))
  const line = `mkdir -p $HOME/.pki/nssdb && certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Gatehouse -i ${tenant.authority}`
  const env = { ...process.env, HOME: home }
  execFileSync('sh', ['-c', line], { env, stdio: 'ignore' })
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'], env, headless: 'shell' })
  try {
    await use(browser)
  } finally {
    await browser.close()
    await rm(home, { recursive: true })
  }
}

async function lookAtAll(tenant, browser) {
  const http = tenant.origins.find((origin) => origin.startsWith('http://localhost'))
  const https = tenant.origins.find((origin) => origin.startsWith('https://localhost'))
  for (const look of [
    { name: 'light', origin: http, scheme: 'light', width: 1024, scale: 1, mode: 'query' },
    { name: 'dark', origin: https, scheme: 'dark', width: 1024, scale: 1, mode: 'form_post' },
    { name: 'narrow-light', origin: http, scheme: 'light', width: 320, scale: 1, mode: 'form_post' },
    { name: 'narrow-dark', origin: http, scheme: 'dark', width: 320, scale: 1, mode: 'query' },
    { name: 'zoomed', origin: https, scheme: 'light', width: 512, scale: 2, mode: 'query' },
  ]) {
    await logIn(tenant, browser, look)
    for (const consent of await gatehouse(tenant, 'consent', 'list')) await gatehouse(tenant, 'consent', 'revoke', consent.id)
  }
}

async function logIn(tenant, browser, look) {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width: look.width, height: 640, deviceScaleFactor: look.scale })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: look.scheme }])
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))

  const arrived = new Promise((resolve) => {
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(callback).origin)) return void request.continue()
      resolve(new Request(request.url(), { method: request.method(), headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: request.postData() }))
      return void request.respond({ status: 200, contentType: 'text/plain', body: 'back at the client' })
    })
  })
  await page.setRequestInterception(true)

  const config = await oidc.discovery(new URL(look.origin + '/'), tenant.clients.public.id, undefined, oidc.None(), {
    execute: look.origin.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
  })
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const asked = {
    redirect_uri: callback,
    scope: 'openid profile email read:orders write:everything offline_access',
    audience: apis.access_token,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    response_mode: look.mode,
    state,
  }

  const wrong = await page.goto(oidc.buildAuthorizationUrl(config, { ...asked, redirect_uri: 'https://evil.example/' }).href)
  assert.equal(wrong.status(), 403)
  await lookAt(page, look, 'refused')
  faults.length = 0 // Chromium reports the 403

  await page.goto(oidc.buildAuthorizationUrl(config, asked).href)
  await lookAt(page, look, 'login')
  // The focus begins in the first field; Tab goes on to the password, Enter sends.
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('wrong horse')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await lookAt(page, look, 'wrong-password')
  // What went wrong is announced, and the address need not be typed again.
  assert.ok(await page.$('[role=alert]'))
  assert.equal(await page.$eval('input[name=email]', (field) => field.value), person.email)
  await page.focus('input[type=password]')
  await page.keyboard.type(person.password)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await lookAt(page, look, 'consent')
  assert.ok((await page.$eval('body', (body) => body.innerText)).includes('all-of-your-appointments'))
  await Promise.all([page.waitForNavigation(), press(page, (active) => active.value === 'allow')])
  if (look.mode === 'form_post') {
    await lookAt(page, look, 'continue')
    await Promise.all([page.waitForNavigation(), press(page, (active) => active.tagName === 'BUTTON')])
  }
  const answer = await arrived
  assert.equal(answer.method, look.mode === 'form_post' ? 'POST' : 'GET')
  const tokens = await oidc.authorizationCodeGrant(config, answer, { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true })
  assert.equal(tokens.scope.includes('write:everything'), true)

  await page.goto(oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token }).href)
  await lookAt(page, look, 'logged-out')
  assert.deepEqual(faults, [], `${look.name}: what Chromium reported`)
  await context.close()
}

/// Goes on by Tab, if need be, to the control that `isWanted` and presses Enter.
async function press(page, isWanted) {
  for (let i = 0; i < 20; i++) {
    if (await page.evaluate(`(${isWanted})(document.activeElement)`)) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing within reach of Tab is ${isWanted}`)
}

async function lookAt(page, look, name) {
  looked++
  const where = `${name}, ${look.name}`
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${where}: wider than the window`)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`), [], where)
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-${look.name}.png`), fullPage: true })
}

// A browser as small as it can be: cookies, forms and what is sent with them, no scripts. It follows redirects within the
// server and answers with the address at which it left it.
import http from 'node:http'
import https from 'node:https'

export class Browser {
  #cookies = new Map()

  constructor(origin) {
    this.origin = origin
  }

  request(method, url, form) {
    const headers = {}
    if (this.#cookies.size > 0) headers.Cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    let body
    if (form) {
      body = new URLSearchParams(form).toString()
      Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.origin, 'Content-Length': body.length })
    }
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part) => (text += part))
        response.on('end', () => {
          for (const cookie of response.headers['set-cookie'] ?? []) {
            const [name, value] = cookie.split(';')[0].split('=')
            this.#cookies.set(name, value)
          }
          resolve({ status: response.statusCode, headers: response.headers, text })
        })
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  /// Opens an authorization request, logs in and agrees where a page asks for it, and answers with the callback's address.
  async authorize(url, person) {
    let next = url
    let form
    for (let step = 0; step < 10; step++) {
      const answer = await this.request(form ? 'POST' : 'GET', next, form)
      form = undefined
      if (answer.status === 302 || answer.status === 303) {
        next = new URL(answer.headers.location, next)
        if (next.origin !== this.origin) return next
        continue
      }
      if (answer.status !== 200) throw new Error(`${next}: ${answer.status} ${answer.text}`)
      const handle = unescape(/name="handle" value="([^"]+)"/.exec(answer.text)?.[1])
      const action = new URL(unescape(/<form[^>]* action="([^"]+)"/.exec(answer.text)?.[1]), next)
      form = answer.text.includes('type="password"') ? { handle, ...person } : { handle, decision: 'allow' }
      next = action
    }
    throw new Error('the login did not come to an end')
  }
}

function unescape(text) {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')
}

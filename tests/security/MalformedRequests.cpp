#include "tests/security/MalformedRequests.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

namespace {

using Rows = QList<MalformedRequest>;

QByteArray withHeaders(const QByteArray &headers)
{
    return "GET / HTTP/1.1\r\nHost: %HOST%\r\n" + headers + "\r\n";
}

QByteArray postWith(const QByteArray &headers, const QByteArray &body)
{
    return "POST /oauth/token HTTP/1.1\r\nHost: %HOST%\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
}

QByteArray line(const QByteArray &requestLine)
{
    return requestLine + "\r\nHost: %HOST%\r\n\r\n";
}

QByteArray host(const QByteArray &hostLines)
{
    return "GET / HTTP/1.1\r\n" + hostLines + "\r\n";
}

QByteArray hex(int byte)
{
    return QByteArray::number(byte, 16).rightJustified(2, '0').toUpper();
}

void requestLines(Rows &rows)
{
    const QList<MalformedRequest> table{
        {"line: blank first", line(" GET / HTTP/1.1"), 400},
        {"line: empty line first", line("\r\nGET / HTTP/1.1"), 400},
        {"line: line feed first", line("\nGET / HTTP/1.1"), 400},
        {"line: two blanks before target", line("GET  / HTTP/1.1"), 400},
        {"line: two blanks after target", line("GET /  HTTP/1.1"), 400},
        {"line: tab before target", line("GET\t/ HTTP/1.1"), 400},
        {"line: tab after target", line("GET /\tHTTP/1.1"), 400},
        {"line: blank at the end", line("GET / HTTP/1.1 "), 400},
        {"line: tab at the end", line("GET / HTTP/1.1\t"), 400},
        {"line: no target", line("GET HTTP/1.1"), 400},
        {"line: empty target", line("GET  HTTP/1.1"), 400},
        {"line: HTTP/0.9", "GET /\r\n", 400},
        {"line: no version", line("GET /"), 400},
        {"line: blank for a version", line("GET / "), 400},
        {"line: method alone", "GET\r\n\r\n", 400},
        {"line: blank in target", line("GET /a b HTTP/1.1"), 400},
        {"line: fragment", line("GET /#a HTTP/1.1"), 400},
        {"line: target without slash", line("GET oauth/token HTTP/1.1"), 400},
        {"line: query as target", line("GET ?a=b HTTP/1.1"), 400},
        {"line: backslash as target", line("GET \\ HTTP/1.1"), 400},
        {"line: star with GET", line("GET * HTTP/1.1"), 400},
        {"line: authority form", line("CONNECT %HOST% HTTP/1.1"), 400},
        {"line: CONNECT elsewhere", line("CONNECT example.com:443 HTTP/1.1"), 400},
        {"line: bare CR in target", line("GET /\rx HTTP/1.1"), 400},
        {"line: bare LF ends it", "GET / HTTP/1.1\nHost: %HOST%\r\n\r\n", 400},
        {"line: bare CR ends it", "GET / HTTP/1.1\rHost: %HOST%\r\n\r\n", 400},
        {"line: CR CR LF", "GET / HTTP/1.1\r\r\nHost: %HOST%\r\n\r\n", 400},
        {"line: NUL in method", line(QByteArray("G\0T / HTTP/1.1", 14)), 400},
        {"line: NUL in target", line(QByteArray("GET /\0 HTTP/1.1", 15)), 400},
        {"line: NUL in version", line(QByteArray("GET / HTTP/1.\0", 14)), 400},
        {"line: method of 25 letters", line(QByteArray(25, 'A') + " / HTTP/1.1"), 400},
        {"line: endless method", QByteArray(5000, 'A'), 400},
        {"line: method with a colon", line("GE:T / HTTP/1.1"), 400},
        {"line: method in brackets", line("(GET) / HTTP/1.1"), 400},
        {"line: method in UTF-8", line("G\xc3\x89T / HTTP/1.1"), 400},
        {"line: target in UTF-8", line("GET /\xc3\xa9 HTTP/1.1"), 400},
        {"line: DEL in target", line("GET /\x7f HTTP/1.1"), 400},
        {"version: small letters", line("GET / http/1.1"), 400},
        {"version: mixed", line("GET / HTtP/1.1"), 400},
        {"version: 0.9", line("GET / HTTP/0.9"), 505},
        {"version: 1.2", line("GET / HTTP/1.2"), 505},
        {"version: 1.9", line("GET / HTTP/1.9"), 505},
        {"version: 2.0", line("GET / HTTP/2.0"), 505},
        {"version: 3.0", line("GET / HTTP/3.0"), 505},
        {"version: 9.9", line("GET / HTTP/9.9"), 505},
        {"version: HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"version: 2", line("GET / HTTP/2"), 400},
        {"version: 1", line("GET / HTTP/1"), 400},
        {"version: 1.", line("GET / HTTP/1."), 400},
        {"version: .1", line("GET / HTTP/.1"), 400},
        {"version: 11", line("GET / HTTP/11"), 400},
        {"version: 1.1.1", line("GET / HTTP/1.1.1"), 400},
        {"version: 1.10", line("GET / HTTP/1.10"), 400},
        {"version: 01.1", line("GET / HTTP/01.1"), 400},
        {"version: 1,1", line("GET / HTTP/1,1"), 400},
        {"version: negative", line("GET / HTTP/-1.1"), 400},
        {"version: hex", line("GET / HTTP/1.A"), 400},
        {"version: blank inside", line("GET / HTTP/ 1.1"), 400},
        {"version: no slash", line("GET / HTTP1.1"), 400},
        {"version: another protocol", line("GET / ICY/1.1"), 400},
        {"version: HTTPS", line("GET / HTTPS/1.1"), 400},
        {"protocol: TLS hello", QByteArray::fromHex("16030100c8010000c40303"), 400},
        {"protocol: SSLv2 hello", QByteArray::fromHex("802e010002"), 400},
        {"protocol: SOCKS5", QByteArray::fromHex("050100"), 400},
        {"protocol: SSH", "SSH-2.0-OpenSSH_9.2\r\n", 400},
        {"protocol: SIP", line("OPTIONS sip:a@b SIP/2.0"), 400},
        {"protocol: JSON", "{\"grant_type\":\"client_credentials\"}\r\n\r\n", 400},
        {"protocol: proxy line", "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n", 400},
    };
    rows.append(table);
    // Every control character that is not a line break or a blank, where it hurts.
    for (int byte = 0; byte < 0x20; ++byte) {
        if (byte == '\t' || byte == '\r' || byte == '\n')
            continue;
        const char c = static_cast<char>(byte);
        rows.append({"line: control " + hex(byte) + " in target", line("GET /a"_ba + c + "b HTTP/1.1"), 400});
        rows.append({"header: control " + hex(byte) + " in value", withHeaders("X: a"_ba + c + "b\r\n"), 400});
    }
    for (const char c : QByteArrayView("\"(),/:;<=>?@[\\]{}"))
        rows.append({"line: method with "_ba + c, line("G"_ba + c + "T / HTTP/1.1"), 400});
}

void hosts(Rows &rows)
{
    rows.append(QList<MalformedRequest>{
        {"host: absent", host({}), 400},
        {"host: absent in 1.0", "GET / HTTP/1.0\r\n\r\n", 400},
        {"host: twice the same", host("Host: %HOST%\r\nHost: %HOST%\r\n"), 400},
        {"host: twice, foreign second", host("Host: %HOST%\r\nHost: evil.example\r\n"), 400},
        {"host: twice, foreign first", host("Host: evil.example\r\nHost: %HOST%\r\n"), 400},
        {"host: twice, another case", host("Host: %HOST%\r\nhost: %HOST%\r\n"), 400},
        {"host: empty", host("Host:\r\n"), 400},
        {"host: blanks", host("Host:   \r\n"), 400},
        {"host: foreign", host("Host: evil.example\r\n"), 421},
        {"host: foreign with our port", host("Host: evil.example:%PORT%\r\n"), 421},
        {"host: rebinding name", host("Host: 127.0.0.1.evil.example:%PORT%\r\n"), 421},
        {"host: localhost as a prefix", host("Host: localhost.evil.example:%PORT%\r\n"), 421},
        {"host: localhost as a suffix", host("Host: evil.localhost:%PORT%\r\n"), 421},
        {"host: trailing dot", host("Host: localhost.:%PORT%\r\n"), 421},
        {"host: no port", host("Host: 127.0.0.1\r\n"), 421},
        {"host: localhost without a port", host("Host: localhost\r\n"), 421},
        {"host: port 80", host("Host: 127.0.0.1:80\r\n"), 421},
        {"host: port 0", host("Host: 127.0.0.1:0\r\n"), 421},
        {"host: empty port", host("Host: 127.0.0.1:\r\n"), 421},
        {"host: port with a zero more", host("Host: 127.0.0.1:0%PORT%\r\n"), 421},
        {"host: port with a digit more", host("Host: 127.0.0.1:%PORT%0\r\n"), 421},
        {"host: port with a sign", host("Host: 127.0.0.1:+%PORT%\r\n"), 421},
        {"host: another loopback", host("Host: 127.0.0.2:%PORT%\r\n"), 421},
        {"host: short address", host("Host: 127.1:%PORT%\r\n"), 421},
        {"host: decimal address", host("Host: 2130706433:%PORT%\r\n"), 421},
        {"host: hex address", host("Host: 0x7f000001:%PORT%\r\n"), 421},
        {"host: octal address", host("Host: 0177.0.0.1:%PORT%\r\n"), 421},
        {"host: any address", host("Host: 0.0.0.0:%PORT%\r\n"), 421},
        {"host: IPv6 without brackets", host("Host: ::1:%PORT%\r\n"), 421},
        {"host: IPv6 long form", host("Host: [0:0:0:0:0:0:0:1]:%PORT%\r\n"), 421},
        {"host: IPv4 in IPv6", host("Host: [::ffff:127.0.0.1]:%PORT%\r\n"), 421},
        {"host: IPv6 with a zone", host("Host: [::1%25lo]:%PORT%\r\n"), 421},
        {"host: IPv6 any", host("Host: [::]:%PORT%\r\n"), 421},
        {"host: userinfo", host("Host: a@127.0.0.1:%PORT%\r\n"), 421},
        {"host: userinfo that looks like us", host("Host: 127.0.0.1:%PORT%@evil.example\r\n"), 421},
        {"host: list", host("Host: %HOST%, evil.example\r\n"), 421},
        {"host: two with a blank", host("Host: %HOST% evil.example\r\n"), 421},
        {"host: path", host("Host: %HOST%/\r\n"), 421},
        {"host: scheme", host("Host: http://%HOST%\r\n"), 421},
        {"host: backslash", host("Host: %HOST%\\evil.example\r\n"), 421},
        {"host: encoded dot", host("Host: 127%2e0.0.1:%PORT%\r\n"), 421},
        {"host: circled letters", host("Host: \xe2\x93\x9bocalhost:%PORT%\r\n"), 421},
        {"host: quoted", host("Host: \"%HOST%\"\r\n"), 421},
        {"host: folded", host("Host:\r\n %HOST%\r\n"), 400},
        {"host: blank before the colon", host("Host : %HOST%\r\n"), 400},
        {"host: machine name", host("Host: localhost.localdomain:%PORT%\r\n"), 421},
        {"host: X-Forwarded-Host does not count", host("Host: evil.example\r\nX-Forwarded-Host: %HOST%\r\n"), 421},
        {"absolute: foreign", line("GET http://evil.example/ HTTP/1.1"), 421},
        {"absolute: foreign with our port", line("GET http://evil.example:%PORT%/ HTTP/1.1"), 421},
        {"absolute: no port", line("GET http://127.0.0.1/ HTTP/1.1"), 421},
        {"absolute: userinfo", line("GET http://a@%HOST%/ HTTP/1.1"), 421},
        {"absolute: empty authority", line("GET http:/// HTTP/1.1"), 421},
        {"absolute: backslash", line("GET http://%HOST%\\@evil.example/ HTTP/1.1"), 421},
        {"absolute: https", line("GET https://%HOST%/ HTTP/1.1"), 400},
        {"absolute: ftp", line("GET ftp://%HOST%/ HTTP/1.1"), 400},
        {"absolute: ours, with a foreign Host", "GET http://%HOST%/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        {"absolute: ours, without Host", "GET http://%HOST%/ HTTP/1.1\r\n\r\n", 400},
    });
}

void headers(Rows &rows)
{
    rows.append(QList<MalformedRequest>{
        {"header: folded with a blank", withHeaders("X: a\r\n b\r\n"), 400},
        {"header: folded with a tab", withHeaders("X: a\r\n\tb\r\n"), 400},
        {"header: folded, empty", withHeaders("X: a\r\n \r\n"), 400},
        {"header: blank line that is not empty", "GET / HTTP/1.1\r\n \r\nHost: %HOST%\r\n\r\n", 400},
        {"header: blank before the first name", "GET / HTTP/1.1\r\n Host: %HOST%\r\n\r\n", 400},
        {"header: blank before the colon", withHeaders("X : a\r\n"), 400},
        {"header: tab before the colon", withHeaders("X\t: a\r\n"), 400},
        {"header: blank in a name", withHeaders("X Y: a\r\n"), 400},
        {"header: no name", withHeaders(": a\r\n"), 400},
        {"header: no colon", withHeaders("X\r\n"), 400},
        {"header: no colon and a blank", withHeaders("X a\r\n"), 400},
        {"header: bare LF", withHeaders("X: a\nY: b\r\n"), 400},
        {"header: bare LF at the end of a line", withHeaders("X: a\n"), 400},
        {"header: bare CR", withHeaders("X: a\rY: b\r\n"), 400},
        {"header: CR CR LF", withHeaders("X: a\r\r\n"), 400},
        {"header: LF CR", withHeaders("X: a\n\r"), 400},
        {"header: head ends in LF LF", "GET / HTTP/1.1\r\nHost: %HOST%\n\n", 400},
        {"header: head ends in CRLF LF", "GET / HTTP/1.1\r\nHost: %HOST%\r\n\n", 400},
        {"header: head ends in CR", "GET / HTTP/1.1\r\nHost: %HOST%\r\n\rX", 400},
        {"header: NUL in a name", withHeaders(QByteArray("X\0Y: a\r\n", 8)), 400},
        {"header: NUL in a value", withHeaders(QByteArray("X: a\0b\r\n", 8)), 400},
        {"header: DEL in a value", withHeaders("X: a\x7f\r\n"), 400},
        {"header: name in UTF-8", withHeaders("X\xc3\xa9: a\r\n"), 400},
        {"header: name in brackets", withHeaders("(X): a\r\n"), 400},
        {"header: name with a slash", withHeaders("X/Y: a\r\n"), 400},
        {"header: name with quotes", withHeaders("\"X\": a\r\n"), 400},
        {"header: name with an at sign", withHeaders("X@Y: a\r\n"), 400},
        {"header: name with a semicolon", withHeaders("X;Y: a\r\n"), 400},
        {"header: name with an equals sign", withHeaders("X=Y: a\r\n"), 400},
        {"header: a second request line", withHeaders("GET / HTTP/1.1\r\n"), 400},
        {"expect: unknown", withHeaders("Expect: something\r\n"), 417},
        {"expect: two", withHeaders("Expect: 100-continue, x\r\n"), 417},
        {"expect: twice", withHeaders("Expect: 100-continue\r\nExpect: 100-continue\r\n"), 417},
        {"expect: empty", withHeaders("Expect:\r\n"), 417},
    });
}

void bodies(Rows &rows)
{
    rows.append(QList<MalformedRequest>{
        {"length: twice the same", postWith("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400},
        {"length: twice, different", postWith("Content-Length: 2\r\nContent-Length: 3\r\n", "{}x"), 400},
        {"length: twice, one empty", postWith("Content-Length: 2\r\nContent-Length:\r\n", "{}"), 400},
        {"length: another case", postWith("Content-Length: 2\r\ncontent-length: 2\r\n", "{}"), 400},
        {"length: list", postWith("Content-Length: 2, 2\r\n", "{}"), 400},
        {"length: list, different", postWith("Content-Length: 2, 3\r\n", "{}x"), 400},
        {"length: negative", postWith("Content-Length: -1\r\n", "{}"), 400},
        {"length: plus", postWith("Content-Length: +2\r\n", "{}"), 400},
        {"length: hex", postWith("Content-Length: 0x2\r\n", "{}"), 400},
        {"length: fraction", postWith("Content-Length: 2.0\r\n", "{}"), 400},
        {"length: exponent", postWith("Content-Length: 2e0\r\n", "{}"), 400},
        {"length: word", postWith("Content-Length: two\r\n", "{}"), 400},
        {"length: empty", postWith("Content-Length:\r\n", "{}"), 400},
        {"length: blank inside", postWith("Content-Length: 1 2\r\n", "{}"), 400},
        {"length: quoted", postWith("Content-Length: \"2\"\r\n", "{}"), 400},
        {"length: other digits", postWith("Content-Length: \xd9\xa2\r\n", "{}"), 400},
        {"length: semicolon", postWith("Content-Length: 2;\r\n", "{}"), 400},
        {"length: folded", postWith("Content-Length:\r\n 2\r\n", "{}"), 400},
        {"length: blank before the colon", postWith("Content-Length : 2\r\n", "{}"), 400},
        {"length: beyond 64 bits", postWith("Content-Length: 18446744073709551618\r\n", "{}"), 400},
        {"length: on GET, twice", withHeaders("Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
        {"length: missing", postWith({}, "{}"), 411},
        {"length: missing on PUT", line("PUT / HTTP/1.1"), 411},
        {"length: missing on PATCH", line("PATCH / HTTP/1.1"), 411},
        {"coding: identity", postWith("Transfer-Encoding: identity\r\n", "{}"), 501},
        {"coding: gzip, chunked", postWith("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
        {"coding: chunked, identity", postWith("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 501},
        {"coding: unknown", postWith("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
        {"coding: empty", postWith("Transfer-Encoding:\r\n", "{}"), 501},
        {"coding: twice", postWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400},
        {"coding: chunked twice", postWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         400},
        {"coding: chunked in one list", postWith("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 501},
        {"coding: chunked with a parameter", postWith("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), 501},
        {"coding: in HTTP/1.0", "POST / HTTP/1.0\r\nHost: %HOST%\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"coding: length first", postWith("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
        {"coding: length second", postWith("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"), 400},
        {"coding: folded", postWith("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400},
        {"coding: blank before the colon", postWith("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400},
        {"coding: vertical tab",
         postWith("Transfer-Encoding: \x0b"
                  "chunked\r\n",
                  "0\r\n\r\n"),
         400},
        {"body: one byte more", postWith("Content-Length: 65537\r\n", QByteArray(65537, 'a')), 413},
        {"body: a thousand times more", postWith("Content-Length: 65536000\r\n", QByteArray(200000, 'a')), 413},
        {"body: announced and not sent", postWith("Content-Length: 4294967296\r\n", {}), 413},
        {"body: large with Expect", postWith("Expect: 100-continue\r\nContent-Length: 65537\r\n", {}), 413},
    });
}

/// RFC 9112 section 7.1: each of these is read differently by some server.
void chunks(Rows &rows)
{
    const auto chunked = [](const QByteArray &body) { return postWith("Transfer-Encoding: chunked\r\n", body); };
    rows.append(QList<MalformedRequest>{
        {"chunk: no size", chunked("\r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: not hexadecimal", chunked("g\r\n{}\r\n"), 400},
        {"chunk: 0x", chunked("0x2\r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: negative", chunked("-2\r\n{}\r\n"), 400},
        {"chunk: plus", chunked("+2\r\n{}\r\n"), 400},
        {"chunk: space first", chunked(" 2\r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: space last", chunked("2 \r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: bare LF after the size", chunked("2\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: bare CR after the size", chunked("2\r{}\r\n0\r\n\r\n"), 400},
        {"chunk: LF in an extension", chunked("2;a\nb\r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: NUL in an extension", chunked(QByteArray("2;a\0b\r\n{}", 9)), 400},
        {"chunk: data longer than its size", chunked("2\r\n{}x\r\n0\r\n\r\n"), 400},
        {"chunk: data without a line end", chunked("2\r\n{}0\r\n\r\n"), 400},
        {"chunk: data with a bare LF", chunked("2\r\n{}\n0\r\n\r\n"), 400},
        {"chunk: leading zeros without an end", chunked(QByteArray(17, '0') + "2\r\n{}\r\n0\r\n\r\n"), 400},
        {"chunk: beyond 64 bits", chunked("10000000000000002\r\n{}\r\n"), 400},
        {"chunk: 2^64 - 1", chunked("ffffffffffffffff\r\n{}"), 413},
        {"chunk: one byte more", chunked("10001\r\n"), 413},
        {"chunk: two that add up to one byte more", chunked("8000\r\n" + QByteArray(0x8000, 'a') + "\r\n8001\r\n"),
         413},
        {"chunk: extensions that add up",
         chunked(("1;" + QByteArray(1000, 'e') + "\r\na\r\n").repeated(17) + "0\r\n\r\n"), 431},
        {"chunk: an extension without an end", chunked("1;" + QByteArray(20000, 'e')), 431},
        {"trailer: no name", chunked("0\r\n: a\r\n\r\n"), 400},
        {"trailer: no colon", chunked("0\r\nX\r\n\r\n"), 400},
        {"trailer: folded", chunked("0\r\nX: a\r\n b\r\n\r\n"), 400},
        {"trailer: space before the colon", chunked("0\r\nX : a\r\n\r\n"), 400},
        {"trailer: bare LF", chunked("0\r\nX: a\n\r\n"), 400},
        {"trailer: too many", chunked("0\r\n" + "X: a\r\n"_ba.repeated(65) + "\r\n"), 431},
        {"trailer: without an end", chunked("0\r\nX: " + QByteArray(20000, 'a')), 431},
        {"chunk: LF alone at the end", chunked("0\r\n\n"), 400},
    });
}

void sizes(Rows &rows)
{
    const auto target = [](qsizetype size) { return line("GET /" + QByteArray(size - 1, 'a') + " HTTP/1.1"); };
    rows.append(QList<MalformedRequest>{
        {"size: target one more", target(24577), 414},
        {"size: target twice the limit", target(49152), 414},
        {"size: target of a megabyte", target(1024 * 1024), 414},
        {"size: target of eight megabytes", target(8 * 1024 * 1024), 414},
        {"size: query one more", line("GET /?" + QByteArray(24575, 'q') + " HTTP/1.1"), 414},
        {"size: absolute target", line("GET http://%HOST%/" + QByteArray(24576, 'a') + " HTTP/1.1"), 414},
        {"size: one header of 16 KiB", withHeaders("X: " + QByteArray(16384, 'a') + "\r\n"), 431},
        {"size: one header of a megabyte", withHeaders("X: " + QByteArray(1024 * 1024, 'a') + "\r\n"), 431},
        {"size: one name of 16 KiB", withHeaders(QByteArray(16385, 'X') + ": a\r\n"), 431},
        {"size: blanks before a value", withHeaders("X:" + QByteArray(16384, ' ') + "a\r\n"), 431},
        {"size: headers that add up", withHeaders(("X: " + QByteArray(500, 'a') + "\r\n").repeated(40)), 431},
        {"size: 65 headers", withHeaders("X: a\r\n"_ba.repeated(64)), 431},
        {"size: 128 headers", withHeaders("X: a\r\n"_ba.repeated(128)), 431},
        {"size: 100,000 headers", withHeaders("X: a\r\n"_ba.repeated(100000)), 431},
        {"size: 100,000 Hosts", "GET / HTTP/1.1\r\n" + "Host: %HOST%\r\n"_ba.repeated(1000), 431},
        {"size: cookie jar", withHeaders("Cookie: " + "a=b; "_ba.repeated(4000) + "\r\n"), 431},
    });
}

} // namespace

QList<MalformedRequest> malformedRequests()
{
    Rows rows;
    requestLines(rows);
    hosts(rows);
    headers(rows);
    bodies(rows);
    chunks(rows);
    sizes(rows);
    return rows;
}

} // namespace gatehouse::tests

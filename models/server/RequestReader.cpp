#include "models/server/RequestReader.h"

#include "models/base/Secret.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>

namespace gatehouse::server {

namespace {

namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::empty_body>;

QByteArray bytes(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isToken(const QByteArray &value, QByteArrayView wanted)
{
    return QByteArrayView(value).compare(wanted, Qt::CaseInsensitive) == 0;
}

int statusFor(const beast::error_code &error)
{
    if (error == beast::http::error::header_limit)
        return 431;
    return error == beast::http::error::body_limit ? 413 : 400;
}

} // namespace

RequestReader::RequestReader(const RequestLimits &limits, int port)
    : m_limits(limits)
    , m_port(port)
    , m_scanner(limits)
{
}

RequestReader::~RequestReader()
{
    forget();
    base::wipe(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
}

void RequestReader::add(QByteArrayView bytes)
{
    if (m_state == State::Refused)
        return;
    m_bytes.append(bytes);
    if (m_state != State::Complete)
        advance();
}

void RequestReader::next()
{
    if (m_state != State::Complete)
        return;
    forget();
    m_scanner = HeadScanner(m_limits);
    m_scanned = 0;
    m_length = 0;
    m_state = State::Idle;
    advance();
}

void RequestReader::advance()
{
    if (m_state == State::Idle && !m_bytes.isEmpty())
        m_state = State::Head;
    if (m_state == State::Head) {
        m_scanned += m_scanner.scan(QByteArrayView(m_bytes).sliced(m_scanned));
        if (m_scanner.refusal() != 0)
            return refuse(m_scanner.refusal());
        if (!m_scanner.isComplete())
            return;
        finishHead();
    }
    if (m_state == State::Body && static_cast<std::size_t>(m_bytes.size()) >= m_length) {
        const auto length = static_cast<qsizetype>(m_length);
        m_request.body = m_bytes.first(length);
        base::wipe(m_bytes.data(), m_length);
        m_bytes.remove(0, length);
        m_awaitsContinue = false;
        m_state = State::Complete;
    }
}

void RequestReader::finishHead()
{
    if (const int status = checkHead(); status != 0)
        return refuse(status);
    m_bytes.remove(0, m_scanned);
    m_state = State::Body;
}

/// Beast reads what the scanner let pass, so the two have to agree; then come the rules that it leaves to the server.
int RequestReader::checkHead()
{
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(m_scanned) + 1);
    parser.body_limit(m_limits.body);
    beast::error_code error;
    const std::size_t used =
        parser.put(boost::asio::buffer(m_bytes.constData(), static_cast<std::size_t>(m_scanned)), error);
    if (error && error != beast::http::error::need_more)
        return statusFor(error);
    if (!parser.is_header_done() || used != static_cast<std::size_t>(m_scanned))
        return 400;

    const auto &head = parser.get();
    m_request.method = bytes(head.method_string());
    m_request.keepAlive = head.keep_alive();
    for (const auto &field : head)
        m_request.headers.emplaceBack(bytes(field.name_string()), bytes(field.value()));
    if (m_request.count("Transfer-Encoding") > 0)
        return 501; // no coding is implemented; with a length beside it Beast has refused already
    if (const int status = checkHost(); status != 0)
        return status;
    if (const int status = readTarget(bytes(head.target())); status != 0)
        return status;
    if (const int status = checkLength(); status != 0)
        return status;
    if (m_request.count("Expect") > 0 && head.version() == 11) {
        if (m_request.count("Expect") > 1 || !isToken(m_request.header("Expect"), "100-continue"))
            return 417;
        m_awaitsContinue = true;
    }
    return 0;
}

int RequestReader::checkHost() const
{
    const QByteArray host = m_request.header("Host");
    if (m_request.count("Host") != 1 || host.isEmpty())
        return 400;
    return isOwnAuthority(host) ? 0 : 421;
}

int RequestReader::readTarget(QByteArray target)
{
    constexpr QByteArrayView scheme = "http://";
    if (QByteArrayView(target).first(std::min(target.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive) ==
        0) {
        // The absolute form names its own authority, which counts more than Host (RFC 9112 section 3.2.2).
        const std::size_t path = std::string_view(target).find_first_of("/?", static_cast<std::size_t>(scheme.size()));
        const qsizetype end = path == std::string_view::npos ? target.size() : static_cast<qsizetype>(path);
        if (!isOwnAuthority(QByteArrayView(target).first(end).sliced(scheme.size())))
            return 421;
        target.remove(0, end);
        if (!target.startsWith('/'))
            target.prepend('/');
    }
    if (!target.startsWith('/') && !(target == "*" && m_request.method == "OPTIONS"))
        return 400;
    const qsizetype mark = target.indexOf('?');
    m_request.path = mark < 0 ? target : target.first(mark);
    m_request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    return 0;
}

int RequestReader::checkLength()
{
    const QByteArray value = m_request.header("Content-Length");
    const qsizetype count = m_request.count("Content-Length");
    if (count > 1)
        return 400;
    if (count == 0) {
        // Without a length the body would be read as the next request.
        const bool hasBody = m_request.method == "POST" || m_request.method == "PUT" || m_request.method == "PATCH";
        return hasBody ? 411 : 0;
    }
    if (value.isEmpty() || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return 400;
    bool fits = false;
    const qulonglong length = value.toULongLong(&fits);
    if (!fits || length > m_limits.body)
        return 413;
    m_length = length;
    return 0;
}

bool RequestReader::isOwnAuthority(QByteArrayView authority) const
{
    const QByteArray port = ':' + QByteArray::number(m_port);
    const std::array<QByteArray, 3> own{"127.0.0.1" + port, "localhost" + port, "[::1]" + port};
    return std::ranges::any_of(
        own, [authority](const QByteArray &name) { return authority.compare(name, Qt::CaseInsensitive) == 0; });
}

void RequestReader::refuse(int status)
{
    m_refusal = status;
    m_state = State::Refused;
    m_awaitsContinue = false;
    forget();
    base::wipe(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
    m_bytes.clear();
}

void RequestReader::forget()
{
    base::wipe(m_request.body.data(), static_cast<std::size_t>(m_request.body.size()));
    for (auto &[name, value] : m_request.headers)
        base::wipe(value.data(), static_cast<std::size_t>(value.size()));
    m_request = Request();
}

} // namespace gatehouse::server

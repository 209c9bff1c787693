#include "models/server/RequestReader.h"

#include "models/base/Secret.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>

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

RequestReader::RequestReader(const RequestLimits &limits, QList<domain::Origin> origins, BodyLimit bodyLimit)
    : m_limits(limits)
    , m_origins(std::move(origins))
    , m_bodyLimit(std::move(bodyLimit))
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
    m_chunks.reset();
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
    if (m_state == State::Body)
        readBody();
}

void RequestReader::readBody()
{
    if (m_chunks)
        return readChunks();
    if (static_cast<std::size_t>(m_bytes.size()) < m_length)
        return;
    const auto length = static_cast<qsizetype>(m_length);
    m_request.body = m_bytes.first(length);
    base::wipe(m_bytes.data(), m_length);
    m_bytes.remove(0, length);
    complete();
}

void RequestReader::readChunks()
{
    const qsizetype used = m_chunks->decode(m_bytes, m_request.body);
    base::wipe(m_bytes.data(), static_cast<std::size_t>(used));
    m_bytes.remove(0, used);
    if (m_chunks->refusal() != 0)
        return refuse(m_chunks->refusal());
    if (m_chunks->isComplete())
        complete();
}

void RequestReader::complete()
{
    m_awaitsContinue = false;
    m_state = State::Complete;
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
    parser.body_limit(boost::none); // which body is too large is known when the path is
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
    if (const int status = checkCoding(head.version() == 11); status != 0)
        return status;
    if (const int status = checkHost(); status != 0)
        return status;
    if (const int status = readTarget(bytes(head.target())); status != 0)
        return status;
    if (m_bodyLimit)
        m_limits.body = m_bodyLimit(m_request.path);
    if (m_request.count("Transfer-Encoding") > 0)
        beginChunks();
    if (const int status = checkLength(); status != 0)
        return status;
    // What is packed would be read as something else, or as nothing (RFC 9110 section 8.4).
    const bool hasBody = m_chunks.has_value() || m_length > 0;
    if (hasBody && m_request.count("Content-Encoding") > 0 &&
        (m_request.count("Content-Encoding") > 1 || !isToken(m_request.header("Content-Encoding"), "identity")))
        return 415;
    if (m_request.count("Expect") > 0 && head.version() == 11) {
        if (m_request.count("Expect") > 1 || !isToken(m_request.header("Expect"), "100-continue"))
            return 417;
        m_awaitsContinue = true;
    }
    return 0;
}

int RequestReader::checkHost()
{
    const QByteArray host = m_request.header("Host");
    if (m_request.count("Host") != 1 || host.isEmpty())
        return 400;
    return takeOrigin(host) ? 0 : 421;
}

int RequestReader::readTarget(QByteArray target)
{
    const bool isTls = m_request.origin.scheme == domain::Origin::Scheme::Https;
    const QByteArrayView scheme = isTls ? QByteArrayView("https://") : QByteArrayView("http://");
    if (QByteArrayView(target).first(std::min(target.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive) ==
        0) {
        // The absolute form names its own authority, which counts more than Host (RFC 9112 section 3.2.2).
        const std::size_t path = std::string_view(target).find_first_of("/?", static_cast<std::size_t>(scheme.size()));
        const qsizetype end = path == std::string_view::npos ? target.size() : static_cast<qsizetype>(path);
        if (!takeOrigin(QByteArrayView(target).first(end).sliced(scheme.size())))
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

/// RFC 9112 sections 6.1 and 7.1: "chunked" alone is decoded; where the end of the body is not certain, nothing is.
int RequestReader::checkCoding(bool isHttp11) const
{
    if (m_request.count("Transfer-Encoding") == 0)
        return 0;
    if (m_request.count("Content-Length") > 0 || m_request.count("Transfer-Encoding") > 1 || !isHttp11)
        return 400;
    if (!isToken(m_request.header("Transfer-Encoding"), "chunked"))
        return 501;
    return 0;
}

void RequestReader::beginChunks()
{
    m_chunks.emplace(m_limits);
    // What the body holds is not to be left behind in smaller copies of itself as it grows.
    m_request.body.reserve(static_cast<qsizetype>(m_limits.body));
}

int RequestReader::checkLength()
{
    if (m_chunks)
        return 0;
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

/// Byte for byte but for case: nothing is resolved or normalised, so that no other name can come out as one of ours.
bool RequestReader::takeOrigin(QByteArrayView authority)
{
    const auto own = std::ranges::find_if(std::as_const(m_origins), [authority](const domain::Origin &origin) {
        return authority.compare(origin.authority().toLatin1(), Qt::CaseInsensitive) == 0;
    });
    if (own == m_origins.cend())
        return false;
    m_request.origin = *own;
    return true;
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

#pragma once

#include <QString>

namespace gatehouse::base {

/// A text that others are compared with by their looks. One is alike if a person, or a lenient program, may take it
/// for the text: equal after compatibility decomposition, without regard to case, spaces and invisible characters, or
/// confusable by Unicode's tables (UTS 39 section 4). Of texts longer than 200 characters only an equal one is alike.
class LookAlike
{
public:
    explicit LookAlike(QStringView text);

    bool isAlike(QStringView other) const;

private:
    QString m_text;
    QString m_folded;
    QString m_skeleton; ///< of a text that is not ASCII
};

} // namespace gatehouse::base

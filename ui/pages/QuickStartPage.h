#pragma once

#include "models/items/SnippetListModel.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QListView;

namespace gatehouse::ui::widgets {
class Badge;
class CopyButton;
class LockedField;
class MonospaceView;
class PlainLabel;
class SectionHeader;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// One API's Quick Start: pick a stack, read which library it uses and copy the code that validates this API's tokens.
class QuickStartPage : public QWidget
{
    Q_OBJECT

public:
    QuickStartPage(TenantAccess access, ServerControl &server, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    /// The id of the stack shown.
    QString stack() const { return m_stack; }

private:
    QWidget *makeSteps();
    QWidget *makeValues();
    void chooseStack(int row);
    void showStack();

    TenantAccess m_access;
    ServerControl &m_server;
    domain::ResourceServerId m_api;
    QString m_stack;
    items::SnippetListModel *m_stacks;
    QListView *m_list;
    /// What is shown: most changes of the tenant are none of it, and laying it out takes time.
    struct Shown
    {
        domain::ResourceServer api;
        QString issuer;
        QString stack;

        bool operator==(const Shown &) const = default;
    };
    std::optional<Shown> m_shown;
    widgets::PlainLabel *m_intro = nullptr;
    widgets::PlainLabel *m_noCode = nullptr;
    QWidget *m_steps = nullptr;
    widgets::LockedField *m_audience = nullptr;
    widgets::LockedField *m_issuer = nullptr;
    widgets::LockedField *m_algorithm = nullptr;
    widgets::PlainLabel *m_library = nullptr;
    widgets::PlainLabel *m_dependencyFile = nullptr;
    widgets::MonospaceView *m_dependencies = nullptr;
    widgets::MonospaceView *m_install = nullptr;
    widgets::PlainLabel *m_fileName = nullptr;
    widgets::PlainLabel *m_secretHint = nullptr;
    widgets::PlainLabel *m_callHint = nullptr;
    widgets::MonospaceView *m_code = nullptr;
    widgets::MonospaceView *m_call = nullptr;
};

} // namespace gatehouse::ui::pages

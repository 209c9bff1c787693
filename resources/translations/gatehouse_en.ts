<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>gatehouse::ui::inspection::ExpectationsPane</name>
    <message numerus="yes">
        <source>%n root certificates are trusted.</source>
        <translation>
            <numerusform>%n root certificate is trusted.</numerusform>
            <numerusform>%n root certificates are trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secrets are tried.</source>
        <translation>
            <numerusform>%n secret is tried.</numerusform>
            <numerusform>%n secrets are tried.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::FindingsPane</name>
    <message numerus="yes">
        <source>Show %n more notes</source>
        <translation>
            <numerusform>Show %n more note</numerusform>
            <numerusform>Show %n more notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::KeyChoice</name>
    <message numerus="yes">
        <source>A key set with %n keys.</source>
        <translation>
            <numerusform>A key set with %n key.</numerusform>
            <numerusform>A key set with %n keys.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A key set with %n keys that can be used; %1 of other types are left out.</source>
        <translation>
            <numerusform>A key set with %n key that can be used; %1 of other types are left out.</numerusform>
            <numerusform>A key set with %n keys that can be used; %1 of other types are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A secret of %n bits.</source>
        <translation>
            <numerusform>A secret of %n bit.</numerusform>
            <numerusform>A secret of %n bits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::LifeChart</name>
    <message numerus="yes">
        <source>%n tokens %1.</source>
        <translation>
            <numerusform>%n token %1.</numerusform>
            <numerusform>%n tokens %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::ScopesPane</name>
    <message numerus="yes">
        <source>%n more scopes are not shown.</source>
        <translation>
            <numerusform>%n more scope is not shown.</numerusform>
            <numerusform>%n more scopes are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::SignaturePane</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::TokenCard</name>
    <message numerus="yes">
        <source>The text holds %n characters that cannot be seen; they are marked.</source>
        <translation>
            <numerusform>The text holds %n character that cannot be seen; it is marked.</numerusform>
            <numerusform>The text holds %n characters that cannot be seen; they are marked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::ComparePane</name>
    <message numerus="yes">
        <source>%n differences; what the tokens mean comes first, their bytes last.</source>
        <translation>
            <numerusform>%n difference; what the tokens mean comes first, their bytes last.</numerusform>
            <numerusform>%n differences; what the tokens mean comes first, their bytes last.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::ForgeDialog</name>
    <message numerus="yes">
        <source>%n variants, each judged as it ought to be.</source>
        <translation>
            <numerusform>%n variant, judged as it ought to be.</numerusform>
            <numerusform>%n variants, each judged as it ought to be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::InspectorPage</name>
    <message numerus="yes">
        <source>The text holds %n tokens.</source>
        <translation>
            <numerusform>The text holds %n token.</numerusform>
            <numerusform>The text holds %n tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::RequestCodeCard</name>
    <message numerus="yes">
        <source>Shown with a placeholder. Copy fills in the client secret, so that the code runs as it stands; the clipboard forgets it after %n seconds.</source>
        <translation>
            <numerusform>Shown with a placeholder. Copy fills in the client secret, so that the code runs as it stands; the clipboard forgets it after %n second.</numerusform>
            <numerusform>Shown with a placeholder. Copy fills in the client secret, so that the code runs as it stands; the clipboard forgets it after %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::RunOutcomeCard</name>
    <message numerus="yes">
        <source>Scopes: %1 and %n more.</source>
        <translation>
            <numerusform>Scopes: %1 and %n more.</numerusform>
            <numerusform>Scopes: %1 and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::presenters::ClaimPresenter</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::text::FormParts</name>
    <message numerus="yes">
        <source>Selective disclosure: %n digests have no disclosure here. They are claims that were withheld, or decoys.</source>
        <translation>
            <numerusform>Selective disclosure: %n digest has no disclosure here. It is a claim that was withheld, or a decoy.</numerusform>
            <numerusform>Selective disclosure: %n digests have no disclosure here. They are claims that were withheld, or decoys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::text::InspectionMarkdown</name>
    <message numerus="yes">
        <source>%n more are left out.</source>
        <translation>
            <numerusform>%n more is left out.</numerusform>
            <numerusform>%n more are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::text::ShelfText</name>
    <message numerus="yes">
        <source>%n kept tokens do not open: their records were altered, moved or belong to another store.</source>
        <translation>
            <numerusform>%n kept token does not open: its record was altered, moved or belongs to another store.</numerusform>
            <numerusform>%n kept tokens do not open: their records were altered, moved or belong to another store.</numerusform>
        </translation>
    </message>
</context>
</TS>

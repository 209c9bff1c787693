<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>x5c contains %n certificates. Anyone can put them there, so they were not used.</source>
        <translation>
            <numerusform>x5c contains %n certificate. Anyone can put it there, so it was not used.</numerusform>
            <numerusform>x5c contains %n certificates. Anyone can put them there, so they were not used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The token says it was issued %n seconds from now. The clocks of issuer and verifier differ, or the token is forged.</source>
        <translation>
            <numerusform>The token says it was issued %n second from now. The clocks of issuer and verifier differ, or the token is forged.</numerusform>
            <numerusform>The token says it was issued %n seconds from now. The clocks of issuer and verifier differ, or the token is forged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%member” has %n characters.</source>
        <translation>
            <numerusform>“%member” has %n character.</numerusform>
            <numerusform>“%member” has %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text contains %n tokens, and nothing says which one is meant.</source>
        <translation>
            <numerusform>The text contains %n token, and nothing says which one is meant.</numerusform>
            <numerusform>The text contains %n tokens, and nothing says which one is meant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The JWS has %n signatures, each with its own result.</source>
        <translation>
            <numerusform>The JWS has %n signature, with its own result.</numerusform>
            <numerusform>The JWS has %n signatures, each with its own result.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The token contains %n digests of claims that were not disclosed.</source>
        <translation>
            <numerusform>The token contains %n digest of a claim that was not disclosed.</numerusform>
            <numerusform>The token contains %n digests of claims that were not disclosed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The kid has %n characters. No key here has such a long ID.</source>
        <translation>
            <numerusform>The kid has %n character. No key here has such a long ID.</numerusform>
            <numerusform>The kid has %n characters. No key here has such a long ID.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The token has %n scopes, more than an API can define.</source>
        <translation>
            <numerusform>The token has %n scope, more than an API can define.</numerusform>
            <numerusform>The token has %n scopes, more than an API can define.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::app::cli::ScanCommand</name>
    <message numerus="yes">
        <source>%n of these tokens would stop verifying.</source>
        <translation>
            <numerusform>%n of these tokens would stop verifying.</numerusform>
            <numerusform>%n of these tokens would stop verifying.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens, %1 distinct.</source>
        <translation>
            <numerusform>%n token, %1 distinct.</numerusform>
            <numerusform>%n tokens, %1 distinct.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::BatchPane</name>
    <message numerus="yes">
        <source>%n more were not searched.</source>
        <translation>
            <numerusform>%n more was not searched.</numerusform>
            <numerusform>%n more were not searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens found, %1 of them distinct; %2/s, %3/s.</source>
        <translation>
            <numerusform>%Ln token found, %1 of them distinct; %2/s, %3/s.</numerusform>
            <numerusform>%Ln tokens found, %1 of them distinct; %2/s, %3/s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
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
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
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
        <source>A secret of %n bits.</source>
        <translation>
            <numerusform>A secret of %n bit.</numerusform>
            <numerusform>A secret of %n bits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A key set with %n usable keys; %1 skipped.</source>
        <translation>
            <numerusform>A key set with %n usable key; %1 skipped.</numerusform>
            <numerusform>A key set with %n usable keys; %1 skipped.</numerusform>
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
    <name>gatehouse::ui::inspection::ReportPdf</name>
    <message numerus="yes">
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::inspection::RotationPane</name>
    <message numerus="yes">
        <source>%Ln tokens stop verifying; %1 will have expired, %2 have another key.</source>
        <translation>
            <numerusform>%Ln token stops verifying; %1 have expired by then, %2 have another key.</numerusform>
            <numerusform>%Ln tokens stop verifying; %1 will have expired, %2 have another key.</numerusform>
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
    <name>gatehouse::ui::pages::ClientsPage</name>
    <message numerus="yes">
        <source>Delete %n clients?</source>
        <translation>
            <numerusform>Delete %n client?</numerusform>
            <numerusform>Delete %n clients?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Authorized for %n APIs</source>
        <translation>
            <numerusform>Authorized for %n API</numerusform>
            <numerusform>Authorized for %n APIs</numerusform>
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
        <source>%n variants, each with the expected verdict.</source>
        <translation>
            <numerusform>%n variant, judged as it ought to be.</numerusform>
            <numerusform>%n variants, each with the expected verdict.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::OneTokenView</name>
    <message numerus="yes">
        <source>The text contains %n tokens.</source>
        <translation>
            <numerusform>The text contains %n token.</numerusform>
            <numerusform>The text contains %n tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::RequestCodeCard</name>
    <message numerus="yes">
        <source>Shown with a placeholder. Copy fills in the client secret or a fresh assertion, so that the code runs as it stands; the clipboard forgets it after %n seconds.</source>
        <translation>
            <numerusform>Shown with a placeholder. Copy fills in the client secret or a fresh assertion, so that the code runs as it stands; the clipboard forgets it after %n second.</numerusform>
            <numerusform>Shown with a placeholder. Copy fills in the client secret or a fresh assertion, so that the code runs as it stands; the clipboard forgets it after %n seconds.</numerusform>
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
    <name>gatehouse::ui::pages::SigningKeysCard</name>
    <message numerus="yes">
        <source>%n tokens that are alive stop verifying: %1. The last one expires at %2; from then on, revoking breaks nothing.</source>
        <translation>
            <numerusform>%n token that is alive stops verifying: %1. It expires at %2; from then on, revoking breaks nothing.</numerusform>
            <numerusform>%n tokens that are alive stop verifying: %1. The last one expires at %2; from then on, revoking breaks nothing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::UserAccessWords</name>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refresh tokens</source>
        <translation>
            <numerusform>%n refresh token</numerusform>
            <numerusform>%n refresh tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n consents</source>
        <translation>
            <numerusform>%n consent</numerusform>
            <numerusform>%n consents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::UserDetail</name>
    <message numerus="yes">
        <source>%n permissions are deleted.</source>
        <translation>
            <numerusform>%n permission is deleted.</numerusform>
            <numerusform>%n permissions are deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n given consents are deleted.</source>
        <translation>
            <numerusform>%n given consent is deleted.</numerusform>
            <numerusform>%n given consents are deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::pages::UsersPage</name>
    <message numerus="yes">
        <source>Block %n users?</source>
        <translation>
            <numerusform>Block %n user?</numerusform>
            <numerusform>Block %n users?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n users?</source>
        <translation>
            <numerusform>Delete %n user?</numerusform>
            <numerusform>Delete %n users?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::presenters::BatchGroupPresenter</name>
    <message numerus="yes">
        <source>%1: %Ln tokens</source>
        <translation>
            <numerusform>%1: %Ln token</numerusform>
            <numerusform>%1: %Ln tokens</numerusform>
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
    <name>gatehouse::ui::presenters::SigningKeyPresenter</name>
    <message numerus="yes">
        <source>%n tokens are alive.</source>
        <translation>
            <numerusform>%n token is alive.</numerusform>
            <numerusform>%n tokens are alive.</numerusform>
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
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::text::IssuerText</name>
    <message numerus="yes">
        <source>%n keys of the set verify no signatures here.</source>
        <translation>
            <numerusform>%n key of the set verifies no signatures here.</numerusform>
            <numerusform>%n keys of the set verify no signatures here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys were skipped, because a set has at most 100 of them.</source>
        <translation>
            <numerusform>%n key was skipped, because a set has at most 100 of them.</numerusform>
            <numerusform>%n keys were skipped, because a set has at most 100 of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::text::ProbeText</name>
    <message numerus="yes">
        <source>%n faults found</source>
        <translation>
            <numerusform>%n fault found</numerusform>
            <numerusform>%n faults found</numerusform>
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
<context>
    <name>gatehouse::ui::widgets::RowMenu</name>
    <message numerus="yes">
        <source>%n rows copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::widgets::SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
</TS>

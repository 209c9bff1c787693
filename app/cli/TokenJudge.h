#pragma once

#include "app/cli/Command.h"
#include "app/crypto/Crypto.h"
#include "models/inspector/InspectionSetup.h"
#include "models/inspector/TokenInspector.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

/// What every command that judges tokens may be told.
struct JudgeOptions
{
    std::string keyFile;
    std::string secretFile;
    std::string rootsFile;
    std::string decryptionKeyFile;
    std::string weakSecretsFile;
    std::vector<std::string> scopes; ///< that the call needs
    std::optional<std::string> issuer;
    std::optional<std::string> audience;
    std::optional<std::string> now; ///< checked by the grammar
    int leeway = inspector::defaultLeeway;
};

void addJudgeOptions(CLI::App &command, JudgeOptions &options);

/// An inspector and the setup that options ask for: the key of a file, or the tenant's keys where there is a store.
class TokenJudge
{
public:
    /// Fails when a file that was named cannot be read. A store that does not open is said in a note, and its keys are
    /// not used.
    static base::Result<std::unique_ptr<TokenJudge>> make(Context &context, const JudgeOptions &options);

    using Depth = inspector::InspectionSetup::Depth;
    inspector::TokenInspection inspect(QByteArrayView text, Depth depth = Depth::Shown) const;
    const inspector::TokenInspector &inspector() const;
    /// What is inspected with, for a command to add to.
    inspector::InspectionSetup &setup() { return m_setup; }
    base::Instant now() const { return *m_setup.now; }
    const jose::SignerFactory &signers() const { return m_crypto->signers(); }

private:
    /// Roots, weak secrets, a key to open encrypted tokens: files that bear on no signature.
    base::Result<void> readExtras(const JudgeOptions &options, const Crypto &crypto);
    /// The key or secret to verify with, of a file.
    base::Result<void> readKey(const JudgeOptions &options);

    /// Where no key was given: the issuers a person trusts. A file that does not open is said in a note.
    void useTrustedIssuers(Context &context, const Crypto &crypto);

    std::unique_ptr<Crypto> m_crypto; ///< where no engine has one
    std::unique_ptr<inspector::TokenInspector> m_own;
    const inspector::TokenInspector *m_inspector = nullptr;
    inspector::InspectionSetup m_setup;
};

/// Enough to judge that a text is too large for a token, and no more.
inline constexpr qsizetype tokenLimit = 4 * jose::maxTokenSize;

/// A secret in a file, without the line feed an editor ends it with.
base::Result<base::Secret> readSecret(const std::string &path);
/// A token in a file, or on standard input for "-", without the line feed behind it.
base::Result<QByteArray> readToken(const std::string &path);
/// What a command fails with that needs a token and was given none: \p sentence says what it is instead.
std::unexpected<base::Error> noToken(Context &context, const std::string &path, const QString &sentence);

// The commands that stand in files of their own.
void addInspectCommand(CLI::App &group, Invocation &invocation);
void addScanCommand(CLI::App &group, Invocation &invocation);
void addDiffCommand(CLI::App &group, Invocation &invocation);
void addSignCommand(CLI::App &group, Invocation &invocation);
void addPreviewCommand(CLI::App &group, Invocation &invocation);
void addLintCommand(CLI::App &group, Invocation &invocation);

} // namespace gatehouse::app::cli

#include "ui/text/RefusalText.h"

#include "ui/text/ErrorText.h"
#include "ui/text/ViolationText.h"

namespace gatehouse::ui::text {

QString refusalText(const store::Refusal &refusal)
{
    if (const auto *violation = std::get_if<domain::Violation>(&refusal))
        return violationText(*violation);
    return errorText(std::get<base::Error>(refusal)).oneLine();
}

} // namespace gatehouse::ui::text

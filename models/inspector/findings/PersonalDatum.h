#pragma once

#include <QLatin1StringView>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

/// Claims about a person (OpenID Connect Core section 5.1 and what others call the same); their names are the codes.
enum class PersonalDatum {
    Email,
    Name,
    GivenName,
    FamilyName,
    MiddleName,
    Nickname,
    PhoneNumber,
    Birthdate,
    Address,
    Gender,
    Ssn,
    Phone,
    FirstName,
    LastName,
    DateOfBirth,
    Dob,
    Passport,
    Iban,
    NationalId,
    Street,
    PostalCode,
    Ip,
    IpAddress,
    Upn,
    UniqueName,
    Mail,
    PreferredUsername
};
constexpr QLatin1StringView codeName(PersonalDatum value)
{
    switch (value) {
    case PersonalDatum::Email:
        return "email"_L1;
    case PersonalDatum::Name:
        return "name"_L1;
    case PersonalDatum::GivenName:
        return "given_name"_L1;
    case PersonalDatum::FamilyName:
        return "family_name"_L1;
    case PersonalDatum::MiddleName:
        return "middle_name"_L1;
    case PersonalDatum::Nickname:
        return "nickname"_L1;
    case PersonalDatum::PhoneNumber:
        return "phone_number"_L1;
    case PersonalDatum::Birthdate:
        return "birthdate"_L1;
    case PersonalDatum::Address:
        return "address"_L1;
    case PersonalDatum::Gender:
        return "gender"_L1;
    case PersonalDatum::Ssn:
        return "ssn"_L1;
    case PersonalDatum::Phone:
        return "phone"_L1;
    case PersonalDatum::FirstName:
        return "first_name"_L1;
    case PersonalDatum::LastName:
        return "last_name"_L1;
    case PersonalDatum::DateOfBirth:
        return "date_of_birth"_L1;
    case PersonalDatum::Dob:
        return "dob"_L1;
    case PersonalDatum::Passport:
        return "passport"_L1;
    case PersonalDatum::Iban:
        return "iban"_L1;
    case PersonalDatum::NationalId:
        return "national_id"_L1;
    case PersonalDatum::Street:
        return "street"_L1;
    case PersonalDatum::PostalCode:
        return "postal_code"_L1;
    case PersonalDatum::Ip:
        return "ip"_L1;
    case PersonalDatum::IpAddress:
        return "ip_address"_L1;
    case PersonalDatum::Upn:
        return "upn"_L1;
    case PersonalDatum::UniqueName:
        return "unique_name"_L1;
    case PersonalDatum::Mail:
        return "mail"_L1;
    case PersonalDatum::PreferredUsername:
        return "preferred_username"_L1;
    }
    return {};
}

} // namespace gatehouse::inspector

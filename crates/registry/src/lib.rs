// Generated from specs/ by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)] #![doc = include_str!("../README.md")]
/// Every provider, sorted by name.
pub static PROVIDERS: &[::bindery_runtime::erased::Entry] = &[
    ::bindery_activeplatform::erased::ENTRY,
    ::bindery_metallic::erased::ENTRY,
    ::bindery_sakari::erased::ENTRY,
    ::bindery_sequence::erased::ENTRY,
    ::bindery_twosms::erased::ENTRY,
];

/// Adds a type's JSON schema to those of a generator, and returns a reference to it.
#[cfg(feature = "schemars")]
pub type Describe = fn(&mut ::schemars::SchemaGenerator) -> ::schemars::Schema;

/// Every schema of every spec: the provider, the schema's name, and the JSON schema of its Rust type.
#[cfg(feature = "schemars")]
pub static SCHEMAS: &[(&str, &str, Describe)] = &[
    (
        "activeplatform",
        "Account",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_activeplatform::types::Account,
        >,
    ),
    (
        "activeplatform",
        "AccountStatus",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_activeplatform::types::AccountStatus,
        >,
    ),
    (
        "activeplatform",
        "PaymentModel",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_activeplatform::types::PaymentModel,
        >,
    ),
    (
        "activeplatform",
        "CustomAttribute",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_activeplatform::types::CustomAttribute,
        >,
    ),
    (
        "activeplatform",
        "ErrorResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_activeplatform::types::ErrorResponse,
        >,
    ),
    (
        "metallic",
        "AccountResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::AccountResponse,
        >,
    ),
    (
        "metallic",
        "AccountList",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::AccountList,
        >,
    ),
    (
        "metallic",
        "ListMetadata",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::ListMetadata,
        >,
    ),
    (
        "metallic",
        "Pagination",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::Pagination,
        >,
    ),
    (
        "metallic",
        "Account",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_metallic::types::Account>,
    ),
    (
        "metallic",
        "AccountStatus",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::AccountStatus,
        >,
    ),
    (
        "metallic",
        "Contact",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_metallic::types::Contact>,
    ),
    (
        "metallic",
        "ContactType",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::ContactType,
        >,
    ),
    (
        "metallic",
        "Address",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_metallic::types::Address>,
    ),
    (
        "metallic",
        "Service",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_metallic::types::Service>,
    ),
    (
        "metallic",
        "DeactivatedOptions",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::DeactivatedOptions,
        >,
    ),
    (
        "metallic",
        "AccountType",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::AccountType,
        >,
    ),
    (
        "metallic",
        "ErrorResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::ErrorResponse,
        >,
    ),
    (
        "metallic",
        "ErrorDetail",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_metallic::types::ErrorDetail,
        >,
    ),
    (
        "sakari",
        "AccountResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::AccountResponse,
        >,
    ),
    (
        "sakari",
        "AccountList",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::AccountList,
        >,
    ),
    (
        "sakari",
        "Pagination",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Pagination>,
    ),
    (
        "sakari",
        "PlanResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::PlanResponse,
        >,
    ),
    (
        "sakari",
        "UpdatePlan",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::UpdatePlan>,
    ),
    (
        "sakari",
        "Account",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Account>,
    ),
    (
        "sakari",
        "ApiCredentials",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::ApiCredentials,
        >,
    ),
    (
        "sakari",
        "Plan",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Plan>,
    ),
    (
        "sakari",
        "BillingFrequency",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::BillingFrequency,
        >,
    ),
    (
        "sakari",
        "Defaults",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Defaults>,
    ),
    (
        "sakari",
        "DefaultCountry",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::DefaultCountry,
        >,
    ),
    (
        "sakari",
        "Subscription",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::Subscription,
        >,
    ),
    (
        "sakari",
        "Info",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Info>,
    ),
    (
        "sakari",
        "Address",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Address>,
    ),
    (
        "sakari",
        "Country",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Country>,
    ),
    (
        "sakari",
        "TaxType",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::TaxType>,
    ),
    (
        "sakari",
        "Options",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Options>,
    ),
    (
        "sakari",
        "AutoTopUp",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::AutoTopUp>,
    ),
    (
        "sakari",
        "AutoEnroll",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::AutoEnroll>,
    ),
    (
        "sakari",
        "CustomDomain",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::CustomDomain,
        >,
    ),
    (
        "sakari",
        "CustomDomainCreated",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::CustomDomainCreated,
        >,
    ),
    (
        "sakari",
        "Creator",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Creator>,
    ),
    (
        "sakari",
        "Partner",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Partner>,
    ),
    (
        "sakari",
        "Billing",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Billing>,
    ),
    (
        "sakari",
        "Tax",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Tax>,
    ),
    (
        "sakari",
        "Created",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Created>,
    ),
    (
        "sakari",
        "Suspended",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sakari::types::Suspended>,
    ),
    (
        "sakari",
        "AccountUser",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::AccountUser,
        >,
    ),
    (
        "sakari",
        "ErrorResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::ErrorResponse,
        >,
    ),
    (
        "sakari",
        "ErrorDetail",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sakari::types::ErrorDetail,
        >,
    ),
    (
        "sequence",
        "Account",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sequence::types::Account>,
    ),
    (
        "sequence",
        "AccountList",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sequence::types::AccountList,
        >,
    ),
    (
        "sequence",
        "Pagination",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sequence::types::Pagination,
        >,
    ),
    (
        "sequence",
        "UpdateAccount",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sequence::types::UpdateAccount,
        >,
    ),
    (
        "sequence",
        "Country",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_sequence::types::Country>,
    ),
    (
        "sequence",
        "ErrorResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sequence::types::ErrorResponse,
        >,
    ),
    (
        "sequence",
        "ErrorDetail",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_sequence::types::ErrorDetail,
        >,
    ),
    (
        "twosms",
        "AccountResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::AccountResponse,
        >,
    ),
    (
        "twosms",
        "ErrorDetail",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::ErrorDetail,
        >,
    ),
    (
        "twosms",
        "ResponseData",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::ResponseData,
        >,
    ),
    (
        "twosms",
        "Identification",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::Identification,
        >,
    ),
    (
        "twosms",
        "Account",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_twosms::types::Account>,
    ),
    (
        "twosms",
        "AccountPreferences",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::AccountPreferences,
        >,
    ),
    (
        "twosms",
        "AccountUserInfo",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::AccountUserInfo,
        >,
    ),
    (
        "twosms",
        "PermissionLevel",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::PermissionLevel,
        >,
    ),
    (
        "twosms",
        "UserList",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_twosms::types::UserList>,
    ),
    (
        "twosms",
        "UserListData",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::UserListData,
        >,
    ),
    (
        "twosms",
        "User",
        ::schemars::SchemaGenerator::subschema_for::<::bindery_twosms::types::User>,
    ),
    (
        "twosms",
        "ErrorResponse",
        ::schemars::SchemaGenerator::subschema_for::<
            ::bindery_twosms::types::ErrorResponse,
        >,
    ),
];

/// Calls `case!(name, "provider", "sample")` for each sample body, so that each can be a test of its own.
#[macro_export]
macro_rules! samples {
    ($case:ident) => {
        $case ! (activeplatform__get_account_401, "activeplatform", "get_account.401");
        $case ! (activeplatform__get_account_attribute_values, "activeplatform",
        "get_account.attribute-values"); $case !
        (activeplatform__get_account_balance_as_number, "activeplatform",
        "get_account.balance-as-number"); $case ! (activeplatform__get_account,
        "activeplatform", "get_account"); $case ! (activeplatform__get_account_new_owner,
        "activeplatform", "get_account.new-owner"); $case !
        (activeplatform__get_account_null_members, "activeplatform",
        "get_account.null-members"); $case ! (activeplatform__get_account_nulls,
        "activeplatform", "get_account.nulls"); $case !
        (activeplatform__get_account_sparse, "activeplatform", "get_account.sparse");
        $case ! (activeplatform__get_account_time_in_utc, "activeplatform",
        "get_account.time-in-utc"); $case ! (activeplatform__get_account_unknown_words,
        "activeplatform", "get_account.unknown-words"); $case !
        (metallic__get_account_401, "metallic", "get_account.401"); $case !
        (metallic__get_account_404, "metallic", "get_account.404"); $case !
        (metallic__get_account_deactivated, "metallic", "get_account.deactivated"); $case
        ! (metallic__get_account, "metallic", "get_account"); $case !
        (metallic__get_account_null_members, "metallic", "get_account.null-members");
        $case ! (metallic__get_account_nulls, "metallic", "get_account.nulls"); $case !
        (metallic__get_account_sparse, "metallic", "get_account.sparse"); $case !
        (metallic__get_account_time_with_zone, "metallic", "get_account.time-with-zone");
        $case ! (metallic__get_account_unknown_words, "metallic",
        "get_account.unknown-words"); $case ! (metallic__list_accounts, "metallic",
        "list_accounts"); $case ! (sakari__get_account_401, "sakari", "get_account.401");
        $case ! (sakari__get_account_403, "sakari", "get_account.403"); $case !
        (sakari__get_account_creator_with_name_only, "sakari",
        "get_account.creator-with-name-only"); $case !
        (sakari__get_account_empty_objects, "sakari", "get_account.empty-objects"); $case
        ! (sakari__get_account_free_form, "sakari", "get_account.free-form"); $case !
        (sakari__get_account, "sakari", "get_account"); $case !
        (sakari__get_account_milliseconds, "sakari", "get_account.milliseconds"); $case !
        (sakari__get_account_negative_balance, "sakari", "get_account.negative-balance");
        $case ! (sakari__get_account_null_members, "sakari", "get_account.null-members");
        $case ! (sakari__get_account_nulls, "sakari", "get_account.nulls"); $case !
        (sakari__get_account_sparse, "sakari", "get_account.sparse"); $case !
        (sakari__get_account_unknown_words, "sakari", "get_account.unknown-words"); $case
        ! (sakari__get_plan, "sakari", "get_plan"); $case ! (sakari__list_accounts,
        "sakari", "list_accounts"); $case ! (sakari__list_accounts_last_page, "sakari",
        "list_accounts.last-page"); $case ! (sakari__update_plan, "sakari",
        "update_plan"); $case ! (sakari__update_plan_request, "sakari",
        "update_plan.request"); $case ! (sequence__get_account_400, "sequence",
        "get_account.400"); $case ! (sequence__get_account_401, "sequence",
        "get_account.401"); $case ! (sequence__get_account, "sequence", "get_account");
        $case ! (sequence__get_account_kosovo, "sequence", "get_account.kosovo"); $case !
        (sequence__get_account_microseconds, "sequence", "get_account.microseconds");
        $case ! (sequence__get_account_no_alerts, "sequence", "get_account.no-alerts");
        $case ! (sequence__get_account_norway, "sequence", "get_account.norway"); $case !
        (sequence__get_account_unknown_words, "sequence", "get_account.unknown-words");
        $case ! (sequence__get_account_whole_seconds, "sequence",
        "get_account.whole-seconds"); $case ! (sequence__list_accounts, "sequence",
        "list_accounts"); $case ! (sequence__list_accounts_last_page, "sequence",
        "list_accounts.last-page"); $case ! (sequence__update_account, "sequence",
        "update_account"); $case ! (sequence__update_account_request, "sequence",
        "update_account.request"); $case ! (twosms__get_account_401, "twosms",
        "get_account.401"); $case ! (twosms__get_account_balances, "twosms",
        "get_account.balances"); $case ! (twosms__get_account_empty_lists_xml, "twosms",
        "get_account.empty-lists.xml"); $case ! (twosms__get_account, "twosms",
        "get_account"); $case ! (twosms__get_account_nil_xml, "twosms",
        "get_account.nil.xml"); $case ! (twosms__get_account_null_detail, "twosms",
        "get_account.null-detail"); $case ! (twosms__get_account_null_members, "twosms",
        "get_account.null-members"); $case ! (twosms__get_account_nulls, "twosms",
        "get_account.nulls"); $case ! (twosms__get_account_sparse, "twosms",
        "get_account.sparse"); $case ! (twosms__get_account_time_without_fraction,
        "twosms", "get_account.time-without-fraction"); $case !
        (twosms__get_account_time_without_zone, "twosms",
        "get_account.time-without-zone"); $case ! (twosms__get_account_unknown_words,
        "twosms", "get_account.unknown-words"); $case !
        (twosms__get_account_unknown_words_xml, "twosms",
        "get_account.unknown-words.xml"); $case ! (twosms__get_account_white_space_xml,
        "twosms", "get_account.white-space.xml"); $case ! (twosms__get_account_xml,
        "twosms", "get_account.xml"); $case ! (twosms__list_users, "twosms",
        "list_users"); $case ! (twosms__list_users_xml, "twosms", "list_users.xml");
    };
}

// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of 2sms without their types, and their sample bodies, for tools that work with every provider.

use uuid::Uuid;
use crate::types;
use ::progenitor_client::erased;

/// The provider, its operations and their samples.
pub const ENTRY: erased::Entry = erased::Entry::new(
    &crate::PROVIDER,
    ENDPOINTS,
    erased::connect::<crate::Client>,
);

static ENDPOINTS: &[erased::Endpoint] = &[
    erased::Endpoint::new(
            &crate::PROVIDER.operations[0],
            |transport, arguments| {
                let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                    transport.clone(),
                );
                let arguments = arguments.clone();
                Box::pin(async move {
                    erased::answer(
                        client.get_account(&arguments.required::<Uuid>("id")?).await,
                    )
                })
            },
        )
        .responses(
            &[
                (
                    erased::Status::Code(200),
                    Some(erased::decode::<types::AccountResponse>),
                ),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "get_account.401",
                    "specs/twosms/samples/get_account.401.json",
                    401,
                    "application/json",
                    include_bytes!("../samples/get_account.401.json"),
                ),
                erased::Sample::new(
                    "get_account.balances",
                    "specs/twosms/samples/get_account.balances.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.balances.json"),
                ),
                erased::Sample::new(
                    "get_account.empty-lists.xml",
                    "specs/twosms/samples/get_account.empty-lists.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/get_account.empty-lists.xml"),
                ),
                erased::Sample::new(
                    "get_account",
                    "specs/twosms/samples/get_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.json"),
                ),
                erased::Sample::new(
                    "get_account.nil.xml",
                    "specs/twosms/samples/get_account.nil.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/get_account.nil.xml"),
                ),
                erased::Sample::new(
                    "get_account.null-detail",
                    "specs/twosms/samples/get_account.null-detail.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.null-detail.json"),
                ),
                erased::Sample::new(
                    "get_account.null-members",
                    "specs/twosms/samples/get_account.null-members.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.null-members.json"),
                ),
                erased::Sample::new(
                    "get_account.nulls",
                    "specs/twosms/samples/get_account.nulls.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.nulls.json"),
                ),
                erased::Sample::new(
                    "get_account.sparse",
                    "specs/twosms/samples/get_account.sparse.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.sparse.json"),
                ),
                erased::Sample::new(
                    "get_account.time-without-fraction",
                    "specs/twosms/samples/get_account.time-without-fraction.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.time-without-fraction.json"),
                ),
                erased::Sample::new(
                    "get_account.time-without-zone",
                    "specs/twosms/samples/get_account.time-without-zone.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.time-without-zone.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words",
                    "specs/twosms/samples/get_account.unknown-words.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.unknown-words.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words.xml",
                    "specs/twosms/samples/get_account.unknown-words.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/get_account.unknown-words.xml"),
                ),
                erased::Sample::new(
                    "get_account.white-space.xml",
                    "specs/twosms/samples/get_account.white-space.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/get_account.white-space.xml"),
                ),
                erased::Sample::new(
                    "get_account.xml",
                    "specs/twosms/samples/get_account.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/get_account.xml"),
                ),
            ],
        ),
    erased::Endpoint::new(
            &crate::PROVIDER.operations[1],
            |transport, arguments| {
                let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                    transport.clone(),
                );
                let arguments = arguments.clone();
                Box::pin(async move {
                    let mut options = crate::client::options::ListUsers::new();
                    if let Some(value) = arguments.optional::<Uuid>("accountID")? {
                        options.account_id = Some(value);
                    }
                    erased::answer(client.list_users(options).await)
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::UserList>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "list_users",
                    "specs/twosms/samples/list_users.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/list_users.json"),
                ),
                erased::Sample::new(
                    "list_users.xml",
                    "specs/twosms/samples/list_users.xml",
                    200,
                    "application/xml",
                    include_bytes!("../samples/list_users.xml"),
                ),
            ],
        ),
];

// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Metallic without their types, and their sample bodies, for tools that work with every provider.

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
                        client
                            .get_account(&arguments.required::<Uuid>("accountId")?)
                            .await,
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
                    "specs/metallic/samples/get_account.401.json",
                    401,
                    "application/json",
                    include_bytes!("../samples/get_account.401.json"),
                ),
                erased::Sample::new(
                    "get_account.404",
                    "specs/metallic/samples/get_account.404.json",
                    404,
                    "application/json",
                    include_bytes!("../samples/get_account.404.json"),
                ),
                erased::Sample::new(
                    "get_account.deactivated",
                    "specs/metallic/samples/get_account.deactivated.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.deactivated.json"),
                ),
                erased::Sample::new(
                    "get_account",
                    "specs/metallic/samples/get_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.json"),
                ),
                erased::Sample::new(
                    "get_account.null-members",
                    "specs/metallic/samples/get_account.null-members.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.null-members.json"),
                ),
                erased::Sample::new(
                    "get_account.nulls",
                    "specs/metallic/samples/get_account.nulls.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.nulls.json"),
                ),
                erased::Sample::new(
                    "get_account.sparse",
                    "specs/metallic/samples/get_account.sparse.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.sparse.json"),
                ),
                erased::Sample::new(
                    "get_account.time-with-zone",
                    "specs/metallic/samples/get_account.time-with-zone.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.time-with-zone.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words",
                    "specs/metallic/samples/get_account.unknown-words.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.unknown-words.json"),
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
                    let mut options = crate::client::options::ListAccounts::new();
                    if let Some(value) = arguments.optional::<String>("filter")? {
                        options.filter = Some(value);
                    }
                    if let Some(value) = arguments.optional::<String>("sort")? {
                        options.sort = Some(value);
                    }
                    if let Some(value) = arguments.optional::<i32>("pageNumber")? {
                        options.page_number = Some(value);
                    }
                    if let Some(value) = arguments.optional::<i32>("pageSize")? {
                        options.page_size = Some(value);
                    }
                    erased::answer(client.list_accounts(options).await)
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::AccountList>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "list_accounts",
                    "specs/metallic/samples/list_accounts.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/list_accounts.json"),
                ),
            ],
        )
        .pages(|transport, arguments| {
            let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                transport.clone(),
            );
            let mut options = crate::client::options::ListAccounts::new();
            if let Some(value) = arguments.optional::<String>("filter")? {
                options.filter = Some(value);
            }
            if let Some(value) = arguments.optional::<String>("sort")? {
                options.sort = Some(value);
            }
            if let Some(value) = arguments.optional::<i32>("pageNumber")? {
                options.page_number = Some(value);
            }
            if let Some(value) = arguments.optional::<i32>("pageSize")? {
                options.page_size = Some(value);
            }
            Ok(erased::pages(client.list_accounts_pages(options)))
        })
        .paging(erased::Paging::new("/data").parameter(Some(("pageNumber", "0")))),
];

// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Sequence without their types, and their sample bodies, for tools that work with every provider.

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
                        client.get_account(&arguments.required::<String>("id")?).await,
                    )
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::Account>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "get_account.400",
                    "specs/sequence/samples/get_account.400.json",
                    400,
                    "application/json",
                    include_bytes!("../samples/get_account.400.json"),
                ),
                erased::Sample::new(
                    "get_account.401",
                    "specs/sequence/samples/get_account.401.json",
                    401,
                    "application/json",
                    include_bytes!("../samples/get_account.401.json"),
                ),
                erased::Sample::new(
                    "get_account",
                    "specs/sequence/samples/get_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.json"),
                ),
                erased::Sample::new(
                    "get_account.kosovo",
                    "specs/sequence/samples/get_account.kosovo.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.kosovo.json"),
                ),
                erased::Sample::new(
                    "get_account.microseconds",
                    "specs/sequence/samples/get_account.microseconds.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.microseconds.json"),
                ),
                erased::Sample::new(
                    "get_account.no-alerts",
                    "specs/sequence/samples/get_account.no-alerts.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.no-alerts.json"),
                ),
                erased::Sample::new(
                    "get_account.norway",
                    "specs/sequence/samples/get_account.norway.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.norway.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words",
                    "specs/sequence/samples/get_account.unknown-words.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.unknown-words.json"),
                ),
                erased::Sample::new(
                    "get_account.whole-seconds",
                    "specs/sequence/samples/get_account.whole-seconds.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.whole-seconds.json"),
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
                    if let Some(value) = arguments.optional::<i64>("limit")? {
                        options.limit = Some(value);
                    }
                    if let Some(value) = arguments.optional::<String>("after")? {
                        options.after = Some(value);
                    }
                    if let Some(value) = arguments.optional::<String>("before")? {
                        options.before = Some(value);
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
                    "specs/sequence/samples/list_accounts.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/list_accounts.json"),
                ),
                erased::Sample::new(
                    "list_accounts.last-page",
                    "specs/sequence/samples/list_accounts.last-page.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/list_accounts.last-page.json"),
                ),
            ],
        )
        .pages(|transport, arguments| {
            let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                transport.clone(),
            );
            let mut options = crate::client::options::ListAccounts::new();
            if let Some(value) = arguments.optional::<i64>("limit")? {
                options.limit = Some(value);
            }
            if let Some(value) = arguments.optional::<String>("after")? {
                options.after = Some(value);
            }
            if let Some(value) = arguments.optional::<String>("before")? {
                options.before = Some(value);
            }
            Ok(erased::pages(client.list_accounts_pages(options)))
        })
        .paging(
            erased::Paging::new("/items")
                .parameter(Some(("after", "")))
                .next(Some("/pagination/after")),
        ),
    erased::Endpoint::new(
            &crate::PROVIDER.operations[2],
            |transport, arguments| {
                let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                    transport.clone(),
                );
                let arguments = arguments.clone();
                Box::pin(async move {
                    erased::answer(
                        client
                            .update_account(
                                &arguments.required::<String>("id")?,
                                &arguments.request_body::<types::UpdateAccount>()?,
                            )
                            .await,
                    )
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::Account>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .request(erased::decode::<types::UpdateAccount>)
        .request_samples(
            &[
                erased::Sample::new(
                    "update_account.request",
                    "specs/sequence/samples/update_account.request.json",
                    0,
                    "application/json",
                    include_bytes!("../samples/update_account.request.json"),
                ),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "update_account",
                    "specs/sequence/samples/update_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/update_account.json"),
                ),
            ],
        ),
];

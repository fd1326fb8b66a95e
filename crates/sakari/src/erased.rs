// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Sakari without their types, and their sample bodies, for tools that work with every provider.

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
                            .get_account(&arguments.required::<String>("accountId")?)
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
                    "specs/sakari/samples/get_account.401.json",
                    401,
                    "application/json",
                    include_bytes!("../samples/get_account.401.json"),
                ),
                erased::Sample::new(
                    "get_account.403",
                    "specs/sakari/samples/get_account.403.json",
                    403,
                    "application/json",
                    include_bytes!("../samples/get_account.403.json"),
                ),
                erased::Sample::new(
                    "get_account.creator-with-name-only",
                    "specs/sakari/samples/get_account.creator-with-name-only.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.creator-with-name-only.json"),
                ),
                erased::Sample::new(
                    "get_account.empty-objects",
                    "specs/sakari/samples/get_account.empty-objects.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.empty-objects.json"),
                ),
                erased::Sample::new(
                    "get_account.free-form",
                    "specs/sakari/samples/get_account.free-form.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.free-form.json"),
                ),
                erased::Sample::new(
                    "get_account",
                    "specs/sakari/samples/get_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.json"),
                ),
                erased::Sample::new(
                    "get_account.milliseconds",
                    "specs/sakari/samples/get_account.milliseconds.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.milliseconds.json"),
                ),
                erased::Sample::new(
                    "get_account.negative-balance",
                    "specs/sakari/samples/get_account.negative-balance.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.negative-balance.json"),
                ),
                erased::Sample::new(
                    "get_account.null-members",
                    "specs/sakari/samples/get_account.null-members.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.null-members.json"),
                ),
                erased::Sample::new(
                    "get_account.nulls",
                    "specs/sakari/samples/get_account.nulls.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.nulls.json"),
                ),
                erased::Sample::new(
                    "get_account.sparse",
                    "specs/sakari/samples/get_account.sparse.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.sparse.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words",
                    "specs/sakari/samples/get_account.unknown-words.json",
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
                    erased::answer(
                        client
                            .get_plan(&arguments.required::<String>("accountId")?)
                            .await,
                    )
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::PlanResponse>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "get_plan",
                    "specs/sakari/samples/get_plan.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_plan.json"),
                ),
            ],
        ),
    erased::Endpoint::new(
            &crate::PROVIDER.operations[2],
            |transport, arguments| {
                let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                    transport.clone(),
                );
                let arguments = arguments.clone();
                Box::pin(async move {
                    let mut options = crate::client::options::ListAccounts::new();
                    if let Some(value) = arguments.optional::<i64>("offset")? {
                        options.offset = Some(value);
                    }
                    if let Some(value) = arguments.optional::<i64>("limit")? {
                        options.limit = Some(value);
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
                    "specs/sakari/samples/list_accounts.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/list_accounts.json"),
                ),
                erased::Sample::new(
                    "list_accounts.last-page",
                    "specs/sakari/samples/list_accounts.last-page.json",
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
            if let Some(value) = arguments.optional::<i64>("offset")? {
                options.offset = Some(value);
            }
            if let Some(value) = arguments.optional::<i64>("limit")? {
                options.limit = Some(value);
            }
            Ok(erased::pages(client.list_accounts_pages(options)))
        })
        .paging(erased::Paging::new("/data").parameter(Some(("offset", "0")))),
    erased::Endpoint::new(
            &crate::PROVIDER.operations[3],
            |transport, arguments| {
                let client = <crate::Client as ::progenitor_client::Api>::from_transport(
                    transport.clone(),
                );
                let arguments = arguments.clone();
                Box::pin(async move {
                    erased::answer(
                        client
                            .update_plan(
                                &arguments.required::<String>("accountId")?,
                                &arguments.request_body::<types::UpdatePlan>()?,
                            )
                            .await,
                    )
                })
            },
        )
        .responses(
            &[
                (erased::Status::Code(200), Some(erased::decode::<types::PlanResponse>)),
                (erased::Status::Range(4), Some(erased::decode::<types::ErrorResponse>)),
                (erased::Status::Range(5), Some(erased::decode::<types::ErrorResponse>)),
            ],
        )
        .request(erased::decode::<types::UpdatePlan>)
        .request_samples(
            &[
                erased::Sample::new(
                    "update_plan.request",
                    "specs/sakari/samples/update_plan.request.json",
                    0,
                    "application/json",
                    include_bytes!("../samples/update_plan.request.json"),
                ),
            ],
        )
        .samples(
            &[
                erased::Sample::new(
                    "update_plan",
                    "specs/sakari/samples/update_plan.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/update_plan.json"),
                ),
            ],
        ),
];

// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of ActivePlatform without their types, and their sample bodies, for tools that work with every provider.

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
                            .get_account(arguments.required::<i64>("account_id")?)
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
        .samples(
            &[
                erased::Sample::new(
                    "get_account.401",
                    "specs/activeplatform/samples/get_account.401.json",
                    401,
                    "application/json",
                    include_bytes!("../samples/get_account.401.json"),
                ),
                erased::Sample::new(
                    "get_account.attribute-values",
                    "specs/activeplatform/samples/get_account.attribute-values.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.attribute-values.json"),
                ),
                erased::Sample::new(
                    "get_account.balance-as-number",
                    "specs/activeplatform/samples/get_account.balance-as-number.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.balance-as-number.json"),
                ),
                erased::Sample::new(
                    "get_account",
                    "specs/activeplatform/samples/get_account.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.json"),
                ),
                erased::Sample::new(
                    "get_account.new-owner",
                    "specs/activeplatform/samples/get_account.new-owner.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.new-owner.json"),
                ),
                erased::Sample::new(
                    "get_account.null-members",
                    "specs/activeplatform/samples/get_account.null-members.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.null-members.json"),
                ),
                erased::Sample::new(
                    "get_account.nulls",
                    "specs/activeplatform/samples/get_account.nulls.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.nulls.json"),
                ),
                erased::Sample::new(
                    "get_account.sparse",
                    "specs/activeplatform/samples/get_account.sparse.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.sparse.json"),
                ),
                erased::Sample::new(
                    "get_account.time-in-utc",
                    "specs/activeplatform/samples/get_account.time-in-utc.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.time-in-utc.json"),
                ),
                erased::Sample::new(
                    "get_account.unknown-words",
                    "specs/activeplatform/samples/get_account.unknown-words.json",
                    200,
                    "application/json",
                    include_bytes!("../samples/get_account.unknown-words.json"),
                ),
            ],
        ),
];

#ifndef OPENCLAW_CRESOURCES_H
#define OPENCLAW_CRESOURCES_H

#include <stddef.h>

/// One file of Resources/ compiled into the binary: its bytes and their count, not NUL-terminated.
typedef struct {
    const unsigned char *_Nonnull bytes;
    size_t count;
} CResource;

/// Resources/strings/en.json: all English texts.
CResource resource_strings_en(void);
/// Resources/strings/zh-TW.json: the same in Traditional Chinese.
CResource resource_strings_zh_tw(void);
/// Resources/providers/anthropic.json: Anthropic and its models.
CResource resource_provider_anthropic(void);
/// Resources/gateways/config-schema.json: the schema of openclaw.json.
CResource resource_config_schema(void);
/// Resources/gateways/later-keys.json: keys that releases after the schema's accept.
CResource resource_later_keys(void);
/// Resources/gateways/databases.json: what releases that keep credentials in databases accept of
/// them, and how they choose among them.
CResource resource_databases(void);
/// Resources/CHANGELOG.md: what changed in each version.
CResource resource_changelog(void);
/// How many releases of the gateway are known; at least one.
size_t resource_gateway_count(void);
/// Resources/gateways/RELEASE.json, the oldest release first; `index` is below the count.
CResource resource_gateway(size_t index);

#endif

#include "CResources.h"

// Access by function, because Swift 6 cannot read a global C array. With #embed a changed file triggers a rebuild.
static const unsigned char strings_en[] = {
#embed "../../Resources/strings/en.json"
};
CResource resource_strings_en(void) { return (CResource){strings_en, sizeof strings_en}; }

static const unsigned char strings_zh_tw[] = {
#embed "../../Resources/strings/zh-TW.json"
};
CResource resource_strings_zh_tw(void) { return (CResource){strings_zh_tw, sizeof strings_zh_tw}; }

static const unsigned char provider_anthropic[] = {
#embed "../../Resources/providers/anthropic.json"
};
CResource resource_provider_anthropic(void) { return (CResource){provider_anthropic, sizeof provider_anthropic}; }

static const unsigned char config_schema[] = {
#embed "../../Resources/gateways/config-schema.json"
};
CResource resource_config_schema(void) { return (CResource){config_schema, sizeof config_schema}; }

static const unsigned char later_keys[] = {
#embed "../../Resources/gateways/later-keys.json"
};
CResource resource_later_keys(void) { return (CResource){later_keys, sizeof later_keys}; }

static const unsigned char databases[] = {
#embed "../../Resources/gateways/databases.json"
};
CResource resource_databases(void) { return (CResource){databases, sizeof databases}; }

static const unsigned char changelog[] = {
#embed "../../Resources/CHANGELOG.md"
};
CResource resource_changelog(void) { return (CResource){changelog, sizeof changelog}; }

static const unsigned char gateway_0[] = {
#embed "../../Resources/gateways/2026.2.9.json"
};

// One line for each release, oldest first.
static const CResource gateways[] = {
    {gateway_0, sizeof gateway_0},
};
size_t resource_gateway_count(void) { return sizeof gateways / sizeof *gateways; }
CResource resource_gateway(size_t index) { return gateways[index]; }

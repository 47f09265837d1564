using System.Globalization;
using System.Text.Json.Nodes;
using Orch.Configuration;

namespace Orch;

/// <summary>What a caller of the library said, as settings that go over the configuration.</summary>
internal static class DispatcherFlags
{
    public static IReadOnlyList<Setting> Of(TaskDispatcherOptions options) =>
    [
        .. Given("run.validate", nameof(options.Validate), options.Validate is { } validate ? JsonValue.Create(validate) : null),
        .. Given("run.timeout", nameof(options.Timeout), Text(options.Timeout)),
        .. Given("run.idle_timeout", nameof(options.IdleTimeout), Text(options.IdleTimeout)),
        .. Given("run.repair", nameof(options.Repair), options.Repair is { } repair ? JsonValue.Create((long)repair) : null),
        .. Given("run.max_usd", nameof(options.MaxUsd), options.MaxUsd is { } usd ? JsonValue.Create(usd) : null),
        .. Given("run.max_tokens", nameof(options.MaxTokens), options.MaxTokens is { } tokens ? JsonValue.Create(tokens) : null),
        .. Given("run.permissions", nameof(options.KeepVendorPermissions), options.KeepVendorPermissions ? JsonValue.Create(PermissionWords.Vendor) : null),
    ];

    private static IEnumerable<Setting> Given(string key, string option, JsonNode? value) =>
        value is null ? [] : [new(key, value, SettingSource.Flag) { Where = option }];

    private static JsonNode? Text(TimeSpan? duration) =>
        duration is { } time ? JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms")) : null;
}

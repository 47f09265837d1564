namespace Orch.Configuration;

/// <summary>How much of something the user wants to keep free.</summary>
/// <param name="Bytes">So much.</param>
/// <param name="Text">The same as it was written.</param>
/// <param name="From">The setting and where it comes from, for people.</param>
internal sealed record MachineFloor(long Bytes, string Text, string From)
{
    /// <summary>The floor that a setting makes; null for none.</summary>
    public static MachineFloor? Of(SettingsInForce settings, string key) =>
        settings.Bytes(key) is > 0 and { } bytes && settings.Find(key) is { } setting ? new(bytes, setting.Text, $"{key} ({setting.Place})") : null;
}

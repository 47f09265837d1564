using System.Text.Json.Serialization;

namespace Orch.State;

/// <summary>The verdict of a check.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CheckStatus>))]
public enum CheckStatus
{
    /// <summary>Holds; what was seen is in the evidence.</summary>
    Passed,

    /// <summary>Does not hold.</summary>
    Failed,

    /// <summary>Was not made; the detail says why.</summary>
    Skipped,
}

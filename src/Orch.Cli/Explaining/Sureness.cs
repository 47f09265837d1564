using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>How sure Orch is of something.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Sureness>))]
internal enum Sureness
{
    /// <summary>Seen itself, now.</summary>
    Certain,

    /// <summary>Follows from what was seen, but could be otherwise.</summary>
    Likely,

    /// <summary>Could not be seen.</summary>
    Unknown,
}

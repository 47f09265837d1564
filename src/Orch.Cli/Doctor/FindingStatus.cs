using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Cli.Doctor;

/// <summary>What a finding means.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FindingStatus>))]
internal enum FindingStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing; agents can do their work all the same.</summary>
    Warning,

    /// <summary>No agent can do its work.</summary>
    Error,
}

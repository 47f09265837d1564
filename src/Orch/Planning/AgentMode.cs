using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Planning;

/// <summary>What becomes of an agent's work.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AgentMode>))]
public enum AgentMode
{
    /// <summary>New work on a branch of its own.</summary>
    Create,

    /// <summary>An existing pull request is updated.</summary>
    Update,
}

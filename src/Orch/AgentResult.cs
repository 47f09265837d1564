using System.Text.Json;
using Orch.State;

namespace Orch;

/// <summary>The record of an ended agent as a file, <c>result.json</c> in its folder.</summary>
internal static class AgentResult
{
    /// <summary>Writes it whole or not at all.</summary>
    public static void Write(OrchState state, AgentRecord ended) =>
        PrivateFile.Write(Path.Combine(state.Directory.Agent(ended.Name), "result.json"), JsonSerializer.Serialize(ended, StateJson.Default.AgentRecord));
}

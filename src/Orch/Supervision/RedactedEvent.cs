using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>What an agent said, without the secrets that are known or look like one: for the record and for every screen.</summary>
internal static class RedactedEvent
{
    public static AgentEvent Of(AgentEvent one, Redactor redactor) => one switch
    {
        AgentEvent.Said said => said with { Text = redactor.Redact(said.Text) },
        AgentEvent.ToolCalled call => call with { Summary = redactor.Redact(call.Summary) },
        AgentEvent.ToolReturned result => result with { Summary = redactor.Redact(result.Summary) },
        AgentEvent.Retrying retry => retry with { Detail = redactor.Redact(retry.Detail) },
        AgentEvent.Warned warning => warning with { Text = redactor.Redact(warning.Text) },
        AgentEvent.Ended end => end with
        {
            FinalText = end.FinalText is { } text ? redactor.Redact(text) : null,
            ErrorText = end.ErrorText is { } error ? redactor.Redact(error) : null,
        },
        _ => one,
    };
}

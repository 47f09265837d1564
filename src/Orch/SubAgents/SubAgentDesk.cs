using System.Text.Json;
using Orch.State;
using Orch.Workspaces;

namespace Orch.SubAgents;

/// <summary>
/// Where a supervisor takes in, while its agent works, what the agent wants to have started. An agent's own processes could start nothing that
/// delivers: they do not have the user's environment. What is open when a supervisor dies is done by the next one.
/// </summary>
internal sealed class SubAgentDesk : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource closing = new();
    private readonly Surroundings surroundings;
    private readonly OrchState state;
    private readonly string agent;
    private readonly Workspace workspace;
    private readonly Task work;

    /// <summary>Initializes a new instance of the <see cref="SubAgentDesk"/> class, which is open until it is disposed of.</summary>
    /// <param name="surroundings">The user's environment and checkout.</param>
    /// <param name="state">The record.</param>
    /// <param name="agent">The agent that asks.</param>
    /// <param name="workspace">Its workspace.</param>
    public SubAgentDesk(Surroundings surroundings, OrchState state, string agent, Workspace workspace)
    {
        (this.surroundings, this.state, this.agent, this.workspace) = (surroundings, state, agent, workspace);
        work = WorkAsync(closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // As was asked.
        }

        closing.Dispose();
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        while (true)
        {
            foreach (var request in state.Requests.Open(agent, AgentRequestKinds.SubAgent))
            {
                // Not to be given up half-way: what was started has to be known to the one that asked.
                await AnswerAsync(request, CancellationToken.None);
            }

            await Task.Delay(Step, surroundings.Time, ct);
        }
    }

    private async Task AnswerAsync(AgentRequest request, CancellationToken ct)
    {
        try
        {
            var order = JsonSerializer.Deserialize(request.Text, SubAgentJson.Default.SubAgentOrder) ?? throw OrchException.Usage("nothing was asked for");
            var head = await workspace.Git.ValueAsync(["rev-parse", "--verify", "HEAD"], ct) ?? throw OrchException.NotFound($"the workspace of {agent} has no commit");
            var place = surroundings with { Directory = workspace.Plan.Repository.TopLevel };
            var started = await new SubAgentStart(place, state).StartAsync(agent, head, order, $"{agent}/{request.Id}", ct);
            if (started.State == AgentState.Failed && started.Attempts.Count == 0)
            {
                throw OrchException.Failed($"{started.Name}: {started.Reason}");
            }

            state.Requests.Answer(request.Id, started.Name);
        }
        catch (OrchException e)
        {
            state.Requests.Answer(request.Id, e.Message, e.Kind);
        }
        catch (JsonException)
        {
            state.Requests.Answer(request.Id, "what was asked for cannot be read", OrchErrorKind.Usage);
        }
    }
}

using Orch.Processes;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>Tells the user, by the program that the configuration names, that an agent has ended or needs a person. Whatever goes wrong with it harms nothing.</summary>
/// <param name="surroundings">The user's environment and directory.</param>
/// <param name="state">The record.</param>
internal sealed class AgentNotice(Surroundings surroundings, OrchState state)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Runs the program, when there is one and the agent's state is worth it.</summary>
    public async Task SendAsync(string name)
    {
        var stored = state.Agents.Get(name);
        var command = Assignment.Parse(stored.Assignment).Settings.Notify;
        if (command.Count == 0 || !Notification.IsDue(stored.Record.State))
        {
            return;
        }

        if (await ProblemAsync(Notification.Fill(command, stored.Record)) is { } problem)
        {
            var redactor = new Redactor(KnownSecrets.From(surroundings.Environment));
            state.Events.Append(name, new NewEvent(EventKinds.Warning, ("text", redactor.Redact($"notify: {problem}"))));
        }
    }

    private async Task<string?> ProblemAsync(IReadOnlyList<string> command)
    {
        try
        {
            var result = await surroundings.Runner.RunAsync(
                new ProcessSpec(command[0], [.. command.Skip(1)])
                {
                    Environment = ConfiguredEnvironment.Of(surroundings.Environment, cli: null, settings: null),
                    WorkingDirectory = Directory.Exists(surroundings.Directory) ? surroundings.Directory : "/",
                    Timeout = Deadline,
                    Capture = 4096,
                },
                CancellationToken.None);
            return result.TimedOut ? $"{command[0]} was ended after {Deadline.TotalSeconds} s"
                : result.ExitCode != 0 ? $"{command[0]} ended with exit code {result.ExitCode}: {Agents.OneLine.Of(result.Error, 200)}"
                : null;
        }
        catch (OrchException e)
        {
            return e.Message;
        }
    }
}

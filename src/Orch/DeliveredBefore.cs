using Orch.State;

namespace Orch;

/// <summary>What Orch itself has brought to the remote for an agent, or for those whose work it goes on with, as far as the journal knows: also what was only begun.</summary>
/// <param name="Commits">The commits that were pushed to the agent's branch.</param>
/// <param name="HasPullRequest">Whether a pull request was made or looked for.</param>
internal sealed record DeliveredBefore(IReadOnlySet<string> Commits, bool HasPullRequest)
{
    public static DeliveredBefore Of(OrchState state, string name)
    {
        var commits = new HashSet<string>(StringComparer.Ordinal);
        var hasPullRequest = false;
        for (var agent = name; agent is not null; agent = state.Agents.Find(agent)?.Record.Follows)
        {
            foreach (var entry in state.Journal.Read(agent))
            {
                if (entry.Step == JournalStep.Push)
                {
                    commits.Add(entry.Intent.Split(' ')[0]);
                }

                hasPullRequest |= entry.Step == JournalStep.PullRequest;
            }
        }

        return new(commits, hasPullRequest);
    }
}

using System.Globalization;
using Orch.Cleaning;
using Orch.Cli.Rendering;
using Orch.Configuration;
using Orch.Workspaces;

namespace Orch.Cli.Rescues;

/// <summary>What a clean did, in lines.</summary>
internal static class CleanText
{
    private const int MostIgnored = 5;

    public static IEnumerable<string> Lines(CleanReport report)
    {
        foreach (var agent in report.Agents)
        {
            yield return Line(agent);
            foreach (var detail in Details(agent))
            {
                yield return $"  {TerminalText.Line(detail)}";
            }
        }

        var count = report.Agents.Count(agent => agent.Action is CleanAction.Removed or CleanAction.WouldRemove);
        yield return (count, report.DryRun) switch
        {
            (0, _) => "no workspace to remove",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"would remove {Workspaces(count)} and free {SizeText.Show(report.BytesFreed)}; nothing was done"),
            _ => string.Create(CultureInfo.InvariantCulture, $"removed {Workspaces(count)}, {SizeText.Show(report.BytesFreed)} freed; records and evidence stay"),
        };
    }

    private static string Line(CleanedAgent agent) => TerminalText.Line(agent.Action switch
    {
        CleanAction.Removed => $"{agent.Name}: removed {agent.Workspace}{Branch(agent)}; {Work(agent)}",
        CleanAction.WouldRemove => $"{agent.Name}: would remove {agent.Workspace}{Branch(agent)}; {Work(agent)}{(agent.Reason is { } reason ? $"; {reason}" : "")}",
        CleanAction.Gone => $"{agent.Name}: nothing to remove, {agent.Reason}{(agent.BranchDeleted ? $"; deleted the branch {agent.Branch}" : "")}",
        CleanAction.Failed => $"{agent.Name}: failed, {agent.Reason}",
        _ => $"{agent.Name}: kept, {agent.Reason}",
    });

    private static IEnumerable<string> Details(CleanedAgent agent)
    {
        if (agent.Action is not (CleanAction.Removed or CleanAction.WouldRemove))
        {
            yield break;
        }

        foreach (var rescue in agent.Rescues)
        {
            yield return $"rescued: {rescue}";
        }

        if (agent.Action == CleanAction.WouldRemove && agent.Uncommitted > 0)
        {
            yield return $"{agent.Uncommitted} {(agent.Uncommitted == 1 ? "file" : "files")} in no commit would be rescued first";
        }

        if (agent.Ignored.Count > 0)
        {
            var more = agent.Ignored.Count - MostIgnored;
            yield return $"ignored by git: {string.Join(", ", agent.Ignored.Take(MostIgnored))}{(more > 0 ? $" and {more} more" : "")}";
        }
    }

    private static string Branch(CleanedAgent agent) => agent.BranchDeleted ? $" and the branch {agent.Branch}" : "";

    private static string Work(CleanedAgent agent) => agent.Work switch
    {
        Whereabouts.Nothing => "it has no commits of its own",
        Whereabouts.Merged => $"its commits are merged into {agent.WorkIn}",
        Whereabouts.SquashMerged => $"its work is in {agent.WorkIn} (squash-merged)",
        Whereabouts.Remote => $"its commits are on the remote, {agent.WorkIn}",
        Whereabouts.Branch or Whereabouts.Rescued => $"its commits are in {agent.WorkIn}",
        Whereabouts.OwnBranch when agent.Action == CleanAction.WouldRemove => "its commits would be rescued first",
        Whereabouts.OwnBranch => "its commits are rescued",
        _ => "its work is kept",
    };

    private static string Workspaces(int count) => count == 1 ? "1 workspace" : $"{count} workspaces";
}

namespace Orch.Planning;

/// <summary>From a task to agents: pure and deterministic.</summary>
internal static class Planner
{
    /// <exception cref="OrchException">The request is malformed (usage), or nothing that it asks for is installed (environment).</exception>
    public static Plan Plan(PlanRequest request)
    {
        Check(request);
        var warnings = new List<string>();
        var decisions = new List<PlanDecision>();
        var chain = CliChoice.Chain(request.AgentCli ?? request.Defaults.AgentCli, request.AgentCli is null ? request.Defaults.AgentCliFrom : "named with --agent-cli", request.Clis, warnings, decisions);
        var name = request.Name ?? NameMaker.FromTask(request.Task);
        decisions.Add(new($"name {name}", request.Name is null ? "from the words of the task" : "given with --name"));
        decisions.Add(request.Pr is { } pr
            ? new($"updates pull request {pr}", "given with --pr")
            : new("makes new work", "no pull request was named"));
        var root = request.WorkspaceRoot ?? request.Defaults.WorkspaceRoot;
        var spec = new AgentSpec
        {
            Name = name,
            Task = request.Task.Trim(),
            Mode = request.Pr is null ? AgentMode.Create : AgentMode.Update,
            Pr = request.Pr,
            Cli = chain[0],
            CliChain = chain,
            Model = request.Model,
            Branch = request.Branch,
            Base = request.Base ?? request.Defaults.Base,
            WorkspaceConfig = request.WorkspaceName is null && root is null ? null : new(request.WorkspaceName, root),
            Warnings = warnings,
        };
        return new([spec], decisions);
    }

    private static void Check(PlanRequest request)
    {
        if (request.Task.Contains('\0'))
        {
            throw OrchException.Usage("the task holds a NUL character: give it as plain text");
        }

        if (!request.Task.Any(char.IsLetterOrDigit))
        {
            throw OrchException.Usage("the task is empty: say what is to be done, as in: orch run \"Fix the flaky login test\"");
        }

        if (request.Pr is <= 0)
        {
            throw OrchException.Usage($"--pr {request.Pr} is no pull request's number: give a positive one");
        }

        if (request.Name is { } name && !NameMaker.IsName(name))
        {
            throw OrchException.Usage("--name takes small letters, digits and hyphens, at most 48, beginning with a letter or digit");
        }
    }
}

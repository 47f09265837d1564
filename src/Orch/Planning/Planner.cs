namespace Orch.Planning;

/// <summary>From a task to agents: pure and deterministic.</summary>
internal static class Planner
{
    /// <summary>The longest task: 1 MiB.</summary>
    public const int LongestTask = 1 << 20;

    // What the task asks for stands at its beginning; what follows in a text that long is there to be read by the agent.
    private const int Searched = 20_000;

    private const string Empty = "the task is empty: say what is to be done, as in: orch run \"Fix the flaky login test\"";

    /// <exception cref="OrchException">The request is malformed (usage), or nothing that it asks for is installed (environment).</exception>
    public static Plan Plan(PlanRequest request)
    {
        Check(request);
        var decisions = new List<PlanDecision>();
        var (items, context, flags) = request.Written is { } written ? Written(written, decisions) : Read(request.Task, decisions);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var planned = items.Select(item => PlanOne(item, context, flags, request, names, decisions).ToList()).ToList();
        var specs = LinkUp(planned, items);
        if (specs.Count > request.MaxAgents)
        {
            throw OrchException.Usage($"the task would need {specs.Count} agents, and at most {request.MaxAgents} are allowed: raise --max-agents, or split the task");
        }

        Prerequisites.Check(specs);
        return new(specs, decisions);
    }

    private static (IReadOnlyList<TaskListItem> Items, string Context, TextFlags Flags) Read(string task, List<PlanDecision> decisions)
    {
        var text = TaskText.Of(task);
        var flags = TextFlags.Read(text.Words);
        if (!flags.Rest.Any(char.IsLetterOrDigit))
        {
            throw OrchException.Usage(Empty);
        }

        decisions.AddRange(flags.Values.Select(flag => new PlanDecision($"--{flag.Key} {flag.Value}", "the flag stands at an end of the task's text and is removed from it")));
        var items = TaskList.Split(flags.Rest);
        if (items.Count > 1)
        {
            decisions.Add(new($"{items.Count} agents", "the task is a list of separate tasks"));
        }

        return (items, text.Context, flags);
    }

    // What is written down as separate tasks is not searched for flags: each task has its settings beside it.
    private static (IReadOnlyList<TaskListItem> Items, string Context, TextFlags Flags) Written(WrittenPlan plan, List<PlanDecision> decisions)
    {
        decisions.Add(new($"{plan.Items.Count} {(plan.Items.Count == 1 ? "agent" : "agents")}", $"one for each task of {plan.From}"));
        return (plan.Items, plan.Preamble.Length == 0 ? "" : $"---\n\nSaid to all the tasks of the plan that this one belongs to:\n\n{plan.Preamble}", new("", new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    private static IEnumerable<AgentSpec> PlanOne(
        TaskListItem item, string context, TextFlags flags, PlanRequest request, HashSet<string> names, List<PlanDecision> decisions)
    {
        var words = TaskText.Unquoted(item.Text.Length <= Searched ? item.Text : item.Text[..Searched]);
        var warnings = new List<string>();
        var asked = request.Written?.AskedBy is { } user ? TaskText.Unquoted(user.Length <= Searched ? user : user[..Searched]) : words;
        var chain = Chain(item, asked, flags, request, warnings, decisions);
        var (targets, mode) = Target(words, asked, flags, request, warnings, decisions);
        foreach (var pr in targets)
        {
            var name = Name(request.Written is null ? item.Text : item.Text.Split('\n')[0], targets.Count > 1 ? pr : null, item.Name ?? request.Name, names);
            decisions.Add(new($"name {name}", item.Name is not null ? "given beside the task" : request.Name is null ? "from the words of the task" : "given with --name"));
            var workspace = (Name: request.WorkspaceName ?? flags.Get("workspace-name"), Root: request.WorkspaceRoot ?? flags.Get("workspace-root") ?? request.Defaults.WorkspaceRoot);
            yield return new AgentSpec
            {
                Name = name,
                Task = context.Length == 0 ? item.Text : $"{item.Text}\n\n{context}",
                Mode = mode,
                Pr = pr,
                Cli = chain[0],
                CliChain = chain,
                Model = item.Model ?? request.Model ?? flags.Get("model"),
                Branch = request.Branch ?? flags.Get("branch"),
                Base = request.Base ?? flags.Get("base") ?? request.Defaults.Base,
                WorkspaceConfig = workspace is (null, null) ? null : new(workspace.Name, workspace.Root),
                Warnings = warnings,
            };
        }
    }

    private static IReadOnlyList<string> Chain(TaskListItem item, string words, TextFlags flags, PlanRequest request, List<string> warnings, List<PlanDecision> decisions)
    {
        if (item.AgentCli is { } own)
        {
            return CliChoice.Chain(own, "named beside the task", request.Clis, warnings, decisions);
        }

        if ((request.AgentCli ?? flags.Get("agent-cli")) is { } given)
        {
            return CliChoice.Chain(given, request.AgentCli is null ? "named at an end of the task's text" : "named with --agent-cli", request.Clis, warnings, decisions);
        }

        var reading = CliWords.Read(words, request.Clis);
        return CliChoice.FromText(reading, request.Defaults, request.Clis, warnings, decisions);
    }

    private static (IReadOnlyList<int?> Targets, AgentMode Mode) Target(
        string words, string asked, TextFlags flags, PlanRequest request, List<string> warnings, List<PlanDecision> decisions)
    {
        if (request.Pr is { } given)
        {
            decisions.Add(new($"updates pull request {given}", "given with --pr"));
            return ([given], AgentMode.Update);
        }

        if ((request.Branch ?? flags.Get("branch")) is { } branch)
        {
            decisions.Add(new($"works on the branch {branch}", "an existing branch was given"));
            return ([null], AgentMode.Create);
        }

        var reading = PullRequestWords.Read(words);
        if (!ReferenceEquals(words, asked))
        {
            var allowed = PullRequestWords.Read(asked);
            reading = reading with { Targets = [.. reading.Targets.Intersect(allowed.Targets)], IsCurrent = reading.IsCurrent && allowed.IsCurrent };
        }

        if (reading.IsCurrent)
        {
            decisions.Add(new("updates the pull request of the current branch", reading.Why));
            warnings.Add("the pull request is the current branch's open one, which is found at the start: --pr N names it");
            return ([null], AgentMode.Update);
        }

        foreach (var target in reading.Targets)
        {
            decisions.Add(new($"updates pull request {target}", reading.Why));
        }

        if (reading.Targets.Count == 0)
        {
            decisions.Add(new("makes new work", reading.Why));
            return ([null], AgentMode.Create);
        }

        return ([.. reading.Targets.Select(target => (int?)target)], AgentMode.Update);
    }

    private static string Name(string text, int? pr, string? wanted, HashSet<string> names)
    {
        var name = wanted ?? NameMaker.FromTask(text);
        name = pr is { } number ? NameMaker.With(name, $"-pr-{number}") : name;
        for (var n = 1; ; n++)
        {
            if (names.Add(NameMaker.Numbered(name, n)))
            {
                return NameMaker.Numbered(name, n);
            }
        }
    }

    /// <summary>Turns the numbers of list items into the names of their agents.</summary>
    private static List<AgentSpec> LinkUp(List<List<AgentSpec>> planned, IReadOnlyList<TaskListItem> items) =>
        [.. planned.Zip(items).SelectMany(one => one.First.Select(spec => spec with { After = [.. one.Second.After.SelectMany(number => planned[number - 1]).Select(before => before.Name)] }))];

    private static void Check(PlanRequest request)
    {
        if (request.Task.Length > LongestTask)
        {
            throw OrchException.Usage($"the task is longer than 1 MiB ({request.Task.Length} characters): give what is to be read as --context FILE, or let it lie in the repository and name it");
        }

        if (request.Task.Contains('\0'))
        {
            throw OrchException.Usage("the task holds a NUL character: give it as plain text");
        }

        if (request.Written is null && !request.Task.Any(char.IsLetterOrDigit))
        {
            throw OrchException.Usage(Empty);
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

using System.CommandLine;
using Orch.Configuration;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary>The task and the options that <c>run</c>, <c>dispatcher analyze</c> and <c>dispatcher create</c> share.</summary>
internal sealed class RunSymbols
{
    private readonly Argument<string[]> task = new("TASK")
    {
        Description = "What is to be done, in your own words; several words are joined, and -- before them ends the options",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly SettingFlags settings = new();
    private readonly Option<string> plan = Flags.Text("--plan", "FILE", "Take the tasks from a plan in markdown: a heading or list item each, with 'after:' for those it waits for; - is standard input");
    private readonly Option<string> spec = Flags.Text("--spec", "FILE", "Take the agents from specs that 'dispatcher create --dry-run' printed; - is standard input");
    private readonly Option<string> planner = Flags.Text("--planner", "CLI", "Ask this agent CLI to split the task into several");
    private readonly Option<int?> maxAgents = Flags.Number("--max-agents", 1, 1000, "The most agents that a task may become (default 20)");
    private readonly Option<string> model = Flags.Text("--model", "M", "The model for the first CLI of the chain");
    private readonly Option<string> context = Flags.Text("--context", "FILE", "A markdown file given to the agent as data, up to 1 MiB");
    private readonly Option<string> branch = Flags.Text("--branch", "B", "Work on this existing branch");
    private readonly Option<int?> pullRequest = Flags.Number("--pr", 1, int.MaxValue, "Update this pull request, never open another");
    private readonly Option<bool> noNewPullRequest = Flags.Flag("--no-new-pr", "Open no pull request");
    private readonly Option<bool> draftUnverified = Flags.Flag("--draft-unverified", "Push work that failed a check too, and open a draft for it (never with secrets or work off its branch)");
    private readonly Option<bool> noNewBranch = Flags.Flag("--no-new-branch", "Make no branch; needs --branch or --pr");
    private readonly Option<bool> mayChangeChecks = Flags.Flag("--may-change-checks", "The task is about the tests or the validation itself");
    private readonly Option<string> name = Flags.Text("--name", "N", "The agent's name (default: made from the task's words)");
    private readonly Option<string> workspaceName = Flags.Text("--workspace-name", "N", "The name of the workspace's directory");
    private readonly Option<string> requestKey = Flags.Text("--request-key", "K", "Calls with the same key give the agents of the first, never new ones");
    private readonly Option<string> mcpAgent = Flags.Text("--mcp-agent", "NAME", "A tracking id that is passed on to the agent and kept");
    private readonly Option<string> bead = Flags.Text("--bead", "ID", "A tracking id that is passed on to the agent and kept");

    public void AddTo(Command command)
    {
        command.Arguments.Add(task);
        foreach (var option in (Option[])
        [
            plan, spec, planner, maxAgents, settings.AgentCli, model, context, branch, pullRequest, noNewPullRequest, draftUnverified, noNewBranch, settings.Validate, settings.Repair, mayChangeChecks,
            settings.Base, name, workspaceName, settings.WorkspaceRoot, requestKey, settings.Timeout, settings.IdleTimeout, settings.MaxUsd, settings.MaxTokens,
            settings.Permissions, settings.NoMcp, mcpAgent, bead,
        ])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="directory">The caller's directory, to which relative paths belong.</param>
    public RunOptions Read(ParseResult parsed, string directory)
    {
        var defaults = new RunSettings();
        return new RunOptions
        {
            Task = string.Join(' ', parsed.GetValue(task) ?? []),
            PlanFile = Given(plan) is "-" ? "-" : Absolute(plan),
            SpecFile = Given(spec) is "-" ? "-" : Absolute(spec),
            Planner = Given(planner),
            MaxAgents = parsed.GetValue(maxAgents),
            AgentCli = Given(settings.AgentCli),
            Model = Given(model),
            Branch = Given(branch),
            PullRequest = parsed.GetValue(pullRequest),
            Base = Given(settings.Base),
            Name = Given(name),
            WorkspaceName = Given(workspaceName),
            WorkspaceRoot = Absolute(settings.WorkspaceRoot),
            Flags = settings.Read(parsed, directory),
            Settings = defaults with
            {
                ContextFile = Absolute(context),
                Validate = Given(settings.Validate),
                Timeout = parsed.GetValue(settings.Timeout) ?? defaults.Timeout,
                IdleTimeout = parsed.GetValue(settings.IdleTimeout) ?? defaults.IdleTimeout,
                Budget = parsed.GetValue(settings.MaxUsd) is null && parsed.GetValue(settings.MaxTokens) is null
                    ? null
                    : new(parsed.GetValue(settings.MaxUsd), parsed.GetValue(settings.MaxTokens)),
                Repair = parsed.GetValue(settings.Repair) ?? defaults.Repair,
                NoNewPullRequest = parsed.GetValue(noNewPullRequest),
                DraftUnverified = parsed.GetValue(draftUnverified),
                NoNewBranch = parsed.GetValue(noNewBranch),
                SkipPermissions = parsed.GetValue(settings.Permissions) is null or PermissionWords.Skip,
                MayChangeChecks = parsed.GetValue(mayChangeChecks),
                RequestKey = Given(requestKey),
                Tracking = Tracking(("mcp_agent", Given(mcpAgent)), ("bead", Given(bead))),
            },
        };

        string? Absolute(Option<string> option) => Given(option) is { } path ? Path.GetFullPath(path, directory) : null;

        string? Given(Option<string> option) => parsed.GetValue(option) is { } text
            ? string.IsNullOrWhiteSpace(text) ? throw OrchException.Usage($"{option.Name} is empty: give a value or leave it out") : text
            : null;
    }

    private static Dictionary<string, string> Tracking(params ReadOnlySpan<(string Name, string? Id)> ids)
    {
        var tracking = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, id) in ids)
        {
            if (id is not null)
            {
                tracking[name] = id;
            }
        }

        return tracking;
    }
}

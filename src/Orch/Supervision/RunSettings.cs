using Orch.Agents;
using Orch.Configuration;
using Orch.Workspaces;

namespace Orch.Supervision;

/// <summary>How agents are carried out: what holds for the run and not for the plan.</summary>
internal sealed record RunSettings
{
    /// <summary>The markdown file given to the agent as data, absolute; null for none.</summary>
    public string? ContextFile { get; init; }

    /// <summary>The user's shell command that has to succeed on the result; null for none.</summary>
    public string? Validate { get; init; }

    /// <summary>Names of further variables that the validation command gets.</summary>
    public IReadOnlyList<string> ValidateEnvironment { get; init; } = [];

    /// <summary>How long the validation command may take, and the setup before it.</summary>
    public TimeSpan ValidateTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one attempt may take, its waits included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an attempt may be silent.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many times a failed validation goes back to the agent.</summary>
    public int Repair { get; init; } = 1;

    /// <summary>What the run may use, all agents of the task together; null for as much as it takes.</summary>
    public Budget? Budget { get; init; }

    /// <summary>How many agents may be at work at once, as it was configured when this one was started.</summary>
    public int MaxAgents { get; init; } = 5;

    /// <summary>What stays free on the machine, else nothing new starts.</summary>
    public MachineFloors Floors { get; init; } = new(null, null);

    /// <summary>No pull request is opened.</summary>
    public bool NoNewPullRequest { get; init; }

    /// <summary>Work that did not pass the checks is pushed all the same, and shown as a draft of a pull request.</summary>
    public bool DraftUnverified { get; init; }

    /// <summary>No branch is made; the work goes to an existing one.</summary>
    public bool NoNewBranch { get; init; }

    /// <summary>The task is about the checks themselves.</summary>
    public bool MayChangeChecks { get; init; }

    /// <summary>The CLI's own permission questions are switched off, so that it works unattended.</summary>
    public bool SkipPermissions { get; init; } = true;

    /// <summary>The agents get the tools of <c>orch mcp</c>.</summary>
    public bool Tools { get; init; } = true;

    /// <summary>Who asked for the agents; null for the user.</summary>
    public Requester? Requester { get; init; }

    /// <summary>What is configured for the agent CLIs, by name; of new ones everything that describes them.</summary>
    public IReadOnlyDictionary<string, AgentSettings> Agents { get; init; } = new Dictionary<string, AgentSettings>(StringComparer.Ordinal);

    /// <summary>How a new workspace, and a checkout for the validation, is made ready.</summary>
    public WorkspaceSetup Setup { get; init; } = new();

    /// <summary>The program that is told of an end or a need, with its arguments; empty for none.</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];

    /// <summary>The same key gives the agents of the first call.</summary>
    public string? RequestKey { get; init; }

    /// <summary>Ids of other tracking systems that are passed on (<c>mcp_agent</c>, <c>bead</c>).</summary>
    public IReadOnlyDictionary<string, string> Tracking { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

namespace Orch.State;

/// <summary>The kinds of events.</summary>
public static class EventKinds
{
    /// <summary>The agent was recorded. Data: task, cli, branch.</summary>
    public const string Created = "created";

    /// <summary>The state changed. Data: state, reason.</summary>
    public const string State = "state";

    /// <summary>An agent CLI was launched. Data: n, cli, model.</summary>
    public const string AttemptStarted = "attempt_started";

    /// <summary>An agent CLI ended. Data: n, cli, outcome, exit_code, detail.</summary>
    public const string AttemptEnded = "attempt_ended";

    /// <summary>Something of the agent's own stream, for progress. Data: n, what (text, tool, file), text.</summary>
    public const string Progress = "progress";

    /// <summary>A check was made. Data: name, status, detail.</summary>
    public const string Check = "check";

    /// <summary>Work was delivered after the agent's end. Data: commit, pull_request (its address).</summary>
    public const string Delivered = "delivered";

    /// <summary>A file was left as a result. Data: name, kind, path.</summary>
    public const string Artifact = "artifact";

    /// <summary>Work was saved under a rescue ref. Data: ref, sha, reason, and nested: the directory, relative to the workspace, of a repository inside it that holds the ref.</summary>
    public const string Rescued = "rescued";

    /// <summary>The workspace of the ended agent was removed. Data: workspace, head, ref.</summary>
    public const string Cleaned = "cleaned";

    /// <summary>The agent waits until an agent CLI may be tried again. Data: cli, until.</summary>
    public const string Waiting = "waiting";

    /// <summary>What the agent waits for in the queue is another than before. Data: place (null while it could not start even with room for it), reason.</summary>
    public const string Queue = "queue";

    /// <summary>Something was said to the agent, or was given to it. Data: id, state (queued, delivered, failed), sender, text, n.</summary>
    public const string Turn = "turn";

    /// <summary>An agent registered, or changed what it says of itself. Data: name, type, capabilities.</summary>
    public const string Registered = "registered";

    /// <summary>Messages between agents were sent, shown first, acknowledged or given up; never their bodies. Data: state (queued, delivered, acked, dead), ids, from, to, type, bytes.</summary>
    public const string Message = "message";

    /// <summary>A task of the pool changed. Data: id, state, owner, attempt, reason.</summary>
    public const string PoolTask = "task";

    /// <summary>Something that the user should know and that stops nothing. Data: text.</summary>
    public const string Warning = "warning";
}

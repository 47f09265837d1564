namespace Orch.SystemTests.Keeping;

/// <summary>One step of a random history.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Agent">To which of the agents, or workspaces, that there are.</param>
/// <param name="Edit">How a user edits.</param>
/// <param name="Choice">A number for what else is open.</param>
internal sealed record KeepingStep(KeepingStep.Kinds Kind, int Agent, KeepingStep.Edits Edit, int Choice)
{
    public enum Kinds
    {
        Run,
        Finish,
        Edit,
        EditAgain,
        Kill,
        Retry,
        Clean,
        InterruptedClean,
        InterruptedKill,
        Crash,
    }

    public enum Edits
    {
        New,
        OddName,
        Binary,
        Overwrite,
        Delete,
        Rename,
        Mode,
        Symlink,
        Stage,
        StageAndDelete,
        Commit,
        DetachAndCommit,
        NestedRepository,
        NestedCommit,
        Ignored,
    }

    public override string ToString() => Kind is Kinds.Edit or Kinds.EditAgain ? $"{Edit} {Agent}/{Choice}" : $"{Kind} {Agent}/{Choice}";
}

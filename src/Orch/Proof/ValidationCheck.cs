using Orch.State;

namespace Orch.Proof;

/// <summary>Judges how the validation command went.</summary>
internal static class ValidationCheck
{
    public static CheckRecord Judge(ValidationOutcome? outcome)
    {
        if (outcome is null)
        {
            return new(CheckNames.Validation, CheckStatus.Skipped, "no validation command was given");
        }

        var notes = string.Concat(outcome.Notes.Select(note => $"; {note}"));
        var seconds = $"{outcome.Duration.TotalSeconds:0.0} s";
        return outcome switch
        {
            { Obstacle: { } obstacle } => Record(CheckStatus.Failed, $"could not be run: {obstacle}"),
            { TimedOut: true } => Record(CheckStatus.Failed, $"was ended after {seconds}, its time was over: {outcome.Command}"),
            { ExitCode: 0 } => Record(CheckStatus.Passed, $"exit code 0 after {seconds}: {outcome.Command}"),
            _ => Record(CheckStatus.Failed, $"exit code {outcome.ExitCode} after {seconds}: {outcome.Command}"),
        };

        CheckRecord Record(CheckStatus status, string detail) => new(CheckNames.Validation, status, Agents.OneLine.Of(detail + notes, 500));
    }
}

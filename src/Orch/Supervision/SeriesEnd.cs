namespace Orch.Supervision;

/// <summary>How a series of attempts ended.</summary>
/// <param name="Step">What follows; never <see cref="ChainStep.Next"/>.</param>
/// <param name="Last">The last attempt.</param>
/// <param name="Index">Which CLI of the chain made it.</param>
internal sealed record SeriesEnd(ChainStep Step, AttemptResult Last, int Index)
{
    /// <summary>The same, with what the last attempt said at its end.</summary>
    public SeriesEnd WithAnswer(string? text) => this with { Last = Last with { Report = Last.Report with { FinalText = text } } };
}

namespace Orch.Cli.Doctor;

/// <summary>What an agent CLI answered to a question of one word.</summary>
/// <param name="Works">It answered and ended well.</param>
/// <param name="Outcome">success, or the kind of failure.</param>
/// <param name="Answer">Its words, or what it said went wrong.</param>
/// <param name="Model">The model that answered; null when it did not say.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="CostUsd">What it cost, as the CLI says; null when it does not.</param>
internal sealed record ProbeAnswer(bool Works, string Outcome, string Answer, string? Model, double Seconds, decimal? CostUsd);

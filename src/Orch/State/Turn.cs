namespace Orch.State;

/// <summary>Something that was said to an agent: its next prompt.</summary>
/// <param name="Id">Rises with the order in which they were said.</param>
/// <param name="Agent">To whom.</param>
/// <param name="Text">What.</param>
/// <param name="Sender">The agent that said it; null for the user.</param>
/// <param name="Answers">What it answers, when the agent had stopped for it: question, permission, budget or prerequisite; null for none.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempt">The attempt that it was given to; null as long as there is none.</param>
internal sealed record Turn(long Id, string Agent, string Text, string? Sender, string? Answers, TurnState State, int? Attempt);

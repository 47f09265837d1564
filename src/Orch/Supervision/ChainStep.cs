namespace Orch.Supervision;

/// <summary>What follows on an attempt.</summary>
internal enum ChainStep
{
    /// <summary>The work is there to be checked.</summary>
    Check,

    /// <summary>The next CLI of the chain goes on in the same workspace.</summary>
    Next,

    /// <summary>A person has to allow something.</summary>
    AskPerson,

    /// <summary>A person has to grant more: the budget is used up.</summary>
    AskBudget,

    /// <summary>The user stopped it.</summary>
    Cancel,

    /// <summary>No CLI of the chain is left.</summary>
    GiveUp,
}

namespace Orch.Coordination;

/// <summary>Work that is done when the call returns: SQLite has no other. Its trouble is the task's.</summary>
internal static class Inline
{
    public static Task<T> Run<T>(Func<T> work, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(ct);
        }

        try
        {
            return Task.FromResult(work());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}

/// Empty on purpose: that it links is the test (see CMakeLists.txt). Nothing in models needs a widget.
int main()
{
    return 0;
}

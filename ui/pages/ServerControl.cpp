#include "ui/pages/ServerControl.h"
